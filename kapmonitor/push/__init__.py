"""Sends a session to a chart system's FHIR server: asked for by a person, kept until it arrives."""
