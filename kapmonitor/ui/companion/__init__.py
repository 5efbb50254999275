"""The patient's window: one thing at a time, large, dim, in plain words.

`host` opens it over the patient's side of the link; `window` is its frame, and each screen shows
one `CompanionView` and asks the `CompanionDesk`. Nothing here is modal, nothing moves, and after
the dose nothing has to be pressed.
"""
