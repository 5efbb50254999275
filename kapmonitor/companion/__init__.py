"""The patient's side of a telehealth session: a program without a window of its own.

`view` is what a person sees and may ask; `desk` carries it between a window and this program's
thread; `program` is the session from the code to the last delivered reading. It keeps everything
in one folder (`folder`) and needs no record, no account and no clinic's settings.
"""
