"""What a telehealth administrator does: a broker for trial, its keys, proof of a live one."""
