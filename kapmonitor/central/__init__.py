"""Several rooms on one supervising screen, over the broker of the telehealth link.

A room seals what its screen shows to the boards on the clinic's roster; a board reads it, and
writes nothing but a named acknowledgement and a message. Imported where a clinic has a roster, and
nowhere else.

`roster` says who may do what; `sealing` hands a room's key to those who may read it; `message` is
what is said; `publisher` is the room's side and `watcher` the board's; `view` is what the
supervising screen is painted from.
"""
