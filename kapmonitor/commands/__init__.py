"""The commands of the program, one module each; `kapmonitor.cli` finds them in its table."""
