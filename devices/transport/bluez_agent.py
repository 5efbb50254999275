"""Answers the pairing questions of Linux' Bluetooth service (BlueZ, interface org.bluez.Agent1).

bleak brings no agent. Without one, and without a desktop that has one, the first subscription to
a cuff that wants to be paired waits for ever. This one is there only while a connection is being
made, answers only for the devices that we ourselves connect, and leaves everybody else's to the
desktop. "May it pair?" is answered with yes: a person chose this device. A passkey is asked of
the person beside it. So is whether cuff and computer show the same number, because that is the
one thing that keeps a stranger's device out; without a yes in time the answer is no.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from devices.transport.ble_attendant import BleStep, Company

PATH = "/kapmonitor/agent"
AGENT = "org.bluez.Agent1"
ANSWER_S = 5.0
CAPABILITY = "KeyboardDisplay"

_SILENTLY_AGREED = frozenset({"RequestAuthorization", "AuthorizeService"})
_REJECTED = "org.bluez.Error.Rejected"
_PASSKEY = re.compile(r"[0-9]{1,6}")

Companies = dict[str, Company]
_companies: WeakKeyDictionary[asyncio.AbstractEventLoop, Companies] = WeakKeyDictionary()


@asynccontextmanager
async def answering(address: str, company: Company, *, compare_s: float) -> AsyncIterator[None]:
    """Answer what Linux asks about pairing with this device, for as long as this lasts.

    Two numbers that nobody compared within `compare_s` seconds count as different. A no, and a
    question that is taken back, are told to the company: BlueZ then lets a subscription wait on.
    Where no agent can be registered nothing is answered: the connection itself then says why.
    """
    known = _companies.setdefault(asyncio.get_running_loop(), {})
    known[_key(address)] = company
    agent = _Agent(known, compare_s)
    try:
        await agent.register()
        yield
    finally:
        agent.leave()
        known.pop(_key(address), None)


class _Agent:
    """One registration on one connection to the bus; leaving the bus ends it."""

    def __init__(self, known: Companies, compare_s: float) -> None:
        self._known, self._compare_s = known, compare_s
        self._bus = MessageBus(bus_type=BusType.SYSTEM)
        self._asking: set[asyncio.Task[None]] = set()

    async def register(self) -> None:
        with contextlib.suppress(OSError, EOFError, TimeoutError):
            async with asyncio.timeout(ANSWER_S):
                await self._bus.connect()
                self._bus.add_message_handler(self._answer)
                await self._ask_service("RegisterAgent", "os", [PATH, CAPABILITY])
                await self._ask_service("RequestDefaultAgent", "o", [PATH])

    def leave(self) -> None:
        for task in self._asking:
            task.cancel()
        self._bus.disconnect()

    async def _ask_service(self, member: str, signature: str, body: list[object]) -> None:
        await self._bus.call(
            Message(
                destination="org.bluez",
                path="/org/bluez",
                interface="org.bluez.AgentManager1",
                member=member,
                signature=signature,
                body=body,
            )
        )

    def _answer(self, question: Message) -> Message | bool | None:
        if question.message_type is not MessageType.METHOD_CALL or question.interface != AGENT:
            return None
        if question.member in {"Release", "Cancel"}:
            for task in self._asking:
                task.cancel()
            return Message.new_method_return(question)
        company = self._known.get(_key(str(question.body[0]))) if question.body else None
        if company is None:
            return Message.new_error(question, _REJECTED, "not our device")
        if question.member in _SILENTLY_AGREED:
            company.attendant.hears(BleStep.PAIRING, None)
            return Message.new_method_return(question)
        return self._ask_person(question, company)

    def _ask_person(self, question: Message, company: Company) -> Message | bool:
        match question.member:
            case "RequestPasskey" | "RequestPinCode":
                asking = self._passkey(question, company)
            case "RequestConfirmation":
                asking = self._comparison(question, company)
            case _:
                return Message.new_error(question, _REJECTED, "unknown question")
        task = asyncio.get_running_loop().create_task(asking)
        self._asking.add(task)

        def answered(task: asyncio.Task[None]) -> None:
            self._asking.discard(task)
            if task.cancelled():
                company.refused.set()

        task.add_done_callback(answered)
        return True

    async def _passkey(self, question: Message, company: Company) -> None:
        typed = (await company.attendant.person.passkey() or "").replace(" ", "")
        if not _PASSKEY.fullmatch(typed):
            answer = Message.new_error(question, _REJECTED, "no passkey")
            company.refused.set()
        elif question.member == "RequestPasskey":
            answer = Message.new_method_return(question, "u", [int(typed)])
        else:
            answer = Message.new_method_return(question, "s", [typed])
        await self._bus.send(answer)

    async def _comparison(self, question: Message, company: Company) -> None:
        same = False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._compare_s):
                same = await company.attendant.person.compare(f"{question.body[1]:06}")
        no = Message.new_error(question, _REJECTED, "not the same number")
        await self._bus.send(Message.new_method_return(question) if same else no)
        if not same:
            company.refused.set()


def _key(address_or_path: str) -> str:
    """Return what an address and the service's path for it have in common."""
    return address_or_path.rpartition("/dev_")[2].replace(":", "_").upper()
