"""kapmonitor: records, shows and reminds in a ketamine-assisted psychotherapy session."""

__all__ = ["__version__"]

# The one place that states the version; the build reads it from here.
# Reading the installed metadata instead would add 30 ms to every start.
__version__ = "0.3.0"
