"""The therapist's side of a telehealth session, on the engine's loop.

`view` is what the window is shown and what a person may ask; it is all that is imported before
somebody asks. The rest, and the link below it, is loaded with the first invitation: an office
session never imports it.
"""
