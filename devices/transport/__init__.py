"""The seam to the wire: every transport carries octets and interprets none."""

from devices.transport.seam import EnvironmentFault, Transport

__all__ = ["EnvironmentFault", "Transport"]
