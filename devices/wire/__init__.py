"""What octets say, without a conversation: framing, values and bounds that drivers build on."""
