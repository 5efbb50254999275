"""A session as a FHIR R4 Bundle, by the rules of US Core. What becomes what: docs/fhir.md."""
