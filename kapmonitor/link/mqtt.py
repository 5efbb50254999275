"""The one module that speaks to a broker: paho-mqtt in a thread of its own.

What comes is told through one function, from that thread; it must return at once (put it into a
queue). A message of quality 1 is acknowledged to the broker only by `took`, once it is safe. The
broker's word about the other end is never asked. A dead thread, an exception in a callback and a
silent connection each end in `Down`, never in a link that looks alive.
"""

from __future__ import annotations

import logging
import random
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from kapmonitor.link.broker import Broker
from kapmonitor.link.cable import Attachment, Cables, Came, Down, Tell, Trouble, Up
from kapmonitor.link.portal import asks_to_sign_in, is_no_tls, is_out_of_date
from kapmonitor.link.rival import AWAY_S, Rival
from kapmonitor.link.trust import reason_of, trusting
from kapmonitor.link.waits import Waits

KEEP_ALIVE_S = 10
SESSION_LIVES_S = 172_800
_FAILURE = 0x80
_TAKEN_OVER = 0x8E
_SAYS_GOODBYE_WITHIN_S, _ENDS_WITHIN_S = 0.2, 0.5

_log = logging.getLogger(__name__)


def cables_to(broker: Broker, pace: float = 1.0) -> Cables:
    """Return what makes cables to a broker.

    `pace`: how many seconds pass for both ends in one; a play at speed connects anew that much
    sooner.
    """
    return lambda attachment, tell: MqttCable(broker, attachment, tell, pace)


class MqttCable:
    """A `Cable` to a real broker."""

    def __init__(
        self, broker: Broker, attachment: Attachment, tell: Tell, pace: float = 1.0
    ) -> None:
        self._broker, self._attachment, self._tell = broker, attachment, tell
        self._pace = pace
        self._client: paho.Client | None = None
        """Held by nobody else but its own thread: let go, it closes its sockets at once. None:
        the cable is not open, or waits before it begins anew."""
        self._thread: threading.Thread | None = None
        self._rival = Rival()
        self._waits = Waits()
        self._again_s: float | None = None
        """When we begin anew."""

    def open(self) -> None:
        """Begin to connect; returns at once."""
        try:
            client = self._made()
        except OSError as fault:  # a file of the certificates; the next try reads it again
            self._fail(Trouble.FILES, reason_of(fault))
            if self._waits.is_first:
                _log.warning("no connection can be begun: %s", reason_of(fault))
            return
        attachment = self._attachment
        client.connect_async(
            self._broker.host,
            self._broker.port,
            keepalive=KEEP_ALIVE_S,
            # The default would empty our own queue at the first connection of each process.
            clean_start=not attachment.kept,
            properties=_lasting(SESSION_LIVES_S if attachment.kept else 0),
        )
        before = set(threading.enumerate())  # one of the same name may be ending just now
        self._client = client
        client.loop_start()
        self._thread = _thread_of(attachment.client, before)

    def look_after(self) -> None:
        """Begin anew once a wait is over, and if paho's thread died."""
        if self._again_s is not None and time.monotonic() >= self._again_s:
            self._again_s = None
            self.open()
            return
        is_dead = self._thread is None or not self._thread.is_alive()
        if is_dead and self._client is not None:
            self._rival.away()
            self._let_go()
            self._fail(Trouble.BROKEN)  # nothing else would ever tell

    def publish(
        self, topic: str, octets: bytes, quality: int, expiry_s: int, *, retain: bool = False
    ) -> None:
        """Send, if there is a connection. Without one nothing is kept here: the ends keep it."""
        client = self._client
        if client is None or not client.is_connected():
            return  # paho would keep it in memory and send it at some later time
        properties = _properties(PacketTypes.PUBLISH)
        properties.MessageExpiryInterval = expiry_s
        client.publish(topic, octets, quality, retain, properties)

    def took(self, came: Came) -> None:
        """Tell the broker that a message of quality 1 is safe with us."""
        number, quality = came.ticket
        if quality and self._client is not None:
            self._client.ack(number, quality)

    def drop(self) -> None:
        """Break the connection off; it is made anew at once. For a connection that is silent."""
        self._rival.away()
        if self._client is not None:
            _break_off(self._client)

    def close(self) -> None:
        """Say goodbye and end the thread, also with a broker that answers nothing."""
        self._again_s = None
        client = self._let_go()
        if client is None:
            return
        stands = client.is_connected()
        client.disconnect()  # first: stopping alone would wait for a frozen peer
        stopping = threading.Thread(target=client.loop_stop, name="link-stop", daemon=True)
        stopping.start()
        if stands:
            stopping.join(_SAYS_GOODBYE_WITHIN_S)
        if stands and stopping.is_alive():
            _break_off(client)
            stopping.join(_ENDS_WITHIN_S)
        # One that is just being made cannot be stopped, only left to itself.
        _part(client)

    def _let_go(self) -> paho.Client | None:
        client, self._client = self._client, None
        return client

    def _fail(self, why: Trouble, detail: str = "") -> None:
        self._wait(self._waits.failed(time.monotonic()))
        self._tell(Down(why, detail))

    def _wait(self, seconds: float) -> None:
        self._again_s = time.monotonic() + seconds / self._pace

    def _made(self) -> paho.Client:
        """Raises OSError: a file cannot be read, or holds no certificate (ssl.SSLError)."""
        broker, attachment = self._broker, self._attachment
        client = _Client(
            CallbackAPIVersion.VERSION2,
            client_id=attachment.client,
            protocol=paho.MQTTv5,
            transport="tcp" if broker.web_path is None else "websockets",
            manual_ack=True,
        )
        if broker.web_path is not None:
            client.ws_set_options(path=broker.web_path)
        client.tls_set_context(trusting(broker))
        # An exception in a callback would end paho's loop and leave a link that looks alive.
        client.suppress_exceptions = True
        longest_s = random.choice((2, 3))  # noqa: S311 - against a herd
        client.reconnect_delay_set(1 / self._pace, longest_s / self._pace)  # type: ignore[arg-type]  # it only waits so long
        if attachment.will is not None:
            topic, octets = attachment.will
            client.will_set(topic, octets, qos=1, retain=attachment.will_retained)
        client.on_socket_open = _without_delay
        client.on_connect = self._connected
        client.on_connect_fail = self._failed
        client.on_disconnect = self._ended
        client.on_subscribe = self._subscribed
        client.on_message = self._came
        client.on_publish = self._published
        return client

    def _connected(
        self, client: paho.Client, _data: Any, _flags: Any, code: ReasonCode, _more: Any
    ) -> None:
        if code.value >= _FAILURE:
            self._tell(Down(Trouble.NOT_ALLOWED, str(code)))
        elif self._attachment.hears:
            topics = self._attachment.hears
            client.subscribe([(each, SubscribeOptions(qos=1)) for each in topics])
        else:
            self._tell(Up())

    def _subscribed(
        self, _client: paho.Client, _data: Any, _mid: int, codes: list[ReasonCode], _more: Any
    ) -> None:
        denied = [code for code in codes if code.value >= _FAILURE]
        self._rival.up(time.monotonic())
        self._tell(Down(Trouble.NOT_ALLOWED, str(denied[0])) if denied else Up())

    def _failed(self, _client: paho.Client, _data: Any) -> None:
        self._rival.away()
        fault = sys.exception()  # paho calls this where it catches the exception
        self._tell(_trouble(fault, self._broker.host))

    def _ended(
        self, client: paho.Client, _data: Any, _flags: Any, code: ReasonCode, _more: Any
    ) -> None:
        is_ours = client is self._client  # or we are closing it
        is_taken = code.value == _TAKEN_OVER
        if is_taken or (is_ours and self._rival.ended(time.monotonic())):
            self._let_go()  # to go on would push the other one out in turn, for ever
            client.loop_stop()  # within a callback `disconnect` would be overridden
            if not is_taken:  # that is a guess
                self._wait(AWAY_S)
            self._tell(Down(Trouble.TAKEN_OVER if is_taken else Trouble.STANDING_BACK))
        else:
            self._tell(Down(Trouble.ENDED, str(code)))

    def _published(
        self, _client: paho.Client, _data: Any, _mid: int, code: ReasonCode, _more: Any
    ) -> None:
        if code.value >= _FAILURE:
            self._tell(Down(Trouble.NOT_ALLOWED, str(code)))

    def _came(self, _client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        ticket = (message.mid, message.qos)
        self._tell(Came(message.topic, bytes(message.payload), bool(message.retain), ticket))


class _Client(paho.Client):
    """paho's client, to which an answer that makes no sense is a connection that failed.

    In its own reading of a WebSocket's answer an exception would end its thread instead.
    """

    def reconnect(self) -> MQTTErrorCode:
        """Connect. Raises OSError."""
        try:
            return super().reconnect()
        except OSError:  # a certificate's fault is a ValueError as well
            raise
        except (ValueError, LookupError) as fault:
            raise paho.WebsocketConnectionError from fault


def _break_off(client: paho.Client) -> None:
    line = client.socket()
    if line is not None:
        _directly(line, lambda same: same.shutdown(socket.SHUT_RDWR))


def _part(client: paho.Client) -> None:
    """Have a client that still makes a connection tell nothing more."""
    client.on_connect = client.on_connect_fail = client.on_disconnect = None
    client.on_subscribe = client.on_message = client.on_publish = None


def _without_delay(_client: paho.Client, _data: Any, line: Any) -> None:
    """Send small messages at once: held together (Nagle), each waits 40 ms for the one before."""
    _directly(line, lambda same: same.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1))


def _directly(line: Any, do: Callable[[socket.socket], None]) -> None:
    """Do something with a connection that may be closed by now.

    By its number: what paho wraps around it for the web can be neither set nor shut down.
    """
    with (
        suppress(OSError, ValueError),
        socket.fromfd(line.fileno(), socket.AF_INET, socket.SOCK_STREAM) as same,
    ):
        do(same)


def _lasting(seconds: int) -> Any:
    properties = _properties(PacketTypes.CONNECT)
    properties.SessionExpiryInterval = seconds
    return properties


def _thread_of(client: str, before: set[threading.Thread]) -> threading.Thread | None:
    wanted = f"paho-mqtt-client-{client}"
    started = (each for each in threading.enumerate() if each not in before)
    return next((each for each in started if each.name == wanted), None)


def _properties(of: int) -> Any:
    return Properties(of)  # type: ignore[no-untyped-call]  # paho types its client only


def _trouble(error: BaseException | None, host: str) -> Down:
    match error:
        case ssl.SSLCertVerificationError() if is_out_of_date(error):
            return Down(Trouble.DATES, error.verify_message)
        case ssl.SSLCertVerificationError():
            is_portal = asks_to_sign_in(host, error)
            why = Trouble.PORTAL if is_portal else Trouble.CERTIFICATE
            return Down(why, error.verify_message)
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():  # it was started anew just now
            return Down(Trouble.UNREACHABLE, type(error).__name__)
        case ssl.SSLError():
            why = Trouble.PORTAL if is_no_tls(error) else Trouble.CERTIFICATE
            return Down(why, error.reason or "")
        case paho.WebsocketConnectionError():
            return Down(Trouble.PORTAL, "no WebSocket")
        case socket.gaierror():
            return Down(Trouble.NO_SUCH_HOST)
        case ConnectionRefusedError():
            return Down(Trouble.REFUSED)
        case _:
            return Down(Trouble.UNREACHABLE, type(error).__name__)
