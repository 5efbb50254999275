"""One driver on one transport: the place where octets become device events.

The cuff carries the decoder's steps to the transport, hands octets and time to the decoder,
marks provenance, and tells of the link. Time is the running loop's time, so that a loop with
simulated time drives polls and limits as well. It never reconnects; `devices.reconnect` does.
"""
