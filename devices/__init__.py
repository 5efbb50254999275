"""Blood-pressure cuffs and heart-rate sensors: octets in, measurements out."""
