"""A real broker for whoever asks for one."""

from tests.link.conftest import authority, mosquitto

__all__ = ["authority", "mosquitto"]
