"""What the patient's side of a link says, as the therapist's side gives it to a session."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from devices.event import Measured
from devices.measurement import BloodPressure, Provenance, Taken
from kapmonitor.session.event import DeviceAssigned
from kapmonitor.session.instant import Instant
from kapmonitor.session.intents.remote import (
    CuffSaid,
    PatientSaid,
    RemoteArrived,
    RemoteContent,
    RemoteLinkReport,
    RemoteMessage,
    RemotePairingDone,
    RemoteVersionMet,
    SideChanged,
)
from kapmonitor.session.vocabulary import LinkSide, LinkStanding, Role
from tests.support.course import Course

LINK = "000102030405060708090a0b0c0d0e0f"
OTHER = "ff" * 16
AT_ONCE = Taken(ago_s=0.0, within_s=2.0)
DRIVER = "bluetooth_blp"


def message(number: int, content: RemoteContent, kind: str = "state") -> RemoteMessage:
    """Return a message whose digest follows from what it says."""
    digest = hashlib.sha256(f"{number}{content!r}".encode()).digest()
    return RemoteMessage(number=number, digest=digest, kind=kind, content=content)


def reading(  # noqa: PLR0913  each is one thing that a test varies
    number: int,
    values: tuple[float, float],
    taken: Instant,
    *,
    link: str = LINK,
    request: str | None = None,
    bound_s: float | None = 0.4,
    doubts: tuple[str, ...] = (),
    placed: bool = True,
    provenance: Provenance = Provenance.LIVE,
    waited: Taken | None = AT_ONCE,
) -> RemoteMessage:
    """Return a reading of the patient's cuff; its id follows from its number and time.

    `taken` is when it came from the cuff, before which it may have `waited` there.
    """
    measured = Measured(
        measurement=BloodPressure(systolic=values[0], diastolic=values[1], pulse_rate=70.0),
        provenance=provenance,
        taken=waited,
    )
    said = CuffSaid(event=measured, driver=DRIVER, device=f"link://{link}", request=request)
    name = f"{link}{number}{taken.elapsed_s}".encode()
    return RemoteMessage(
        number=number,
        digest=hashlib.sha256(f"{number}{said!r}{taken}".encode()).digest(),
        kind="reading",
        content=said,
        reading=hashlib.sha256(name).hexdigest()[:32],
        wall_ms=int(taken.utc.timestamp() * 1000) + 3_733_000,
        up_ms=int(taken.elapsed_s * 1000),
        epoch=1,
        placed_utc=taken.utc if placed else None,
        ahead_s=3733.0 if placed else None,
        bound_s=bound_s if placed else None,
        doubts=doubts,
    )


@dataclass
class Afar:
    """The patient's side of a course."""

    course: Course
    number: int = 0

    def pair(self, *, can_start: bool = False) -> None:
        """Pair, be heard, and have the cuff assigned."""
        self.course.give(RemotePairingDone(link=LINK, key_id=0))
        self.stand(LinkStanding.OK)
        self.course.note(
            DeviceAssigned(
                role=Role.CUFF,
                driver=DRIVER,
                address=f"link://{LINK}",
                title="A cuff at home",
                can_start=can_start,
                simulated=True,
            )
        )

    def stand(
        self,
        standing: LinkStanding,
        side: LinkSide | None = None,
        *,
        bound_s: float | None = 0.4,
    ) -> None:
        """Report how the link stands."""
        self.course.give(RemoteLinkReport(link=LINK, standing=standing, side=side, bound_s=bound_s))

    def say(self, content: RemoteContent) -> None:
        """Say something under the next number."""
        self.number += 1
        self.arrive(message(self.number, content))

    def read(self, systolic: float, diastolic: float, *, ago_s: float = 0.0) -> None:
        """Send a reading that was taken so long ago."""
        self.number += 1
        taken = self.course.at.later(seconds=-ago_s)
        self.arrive(reading(self.number, (systolic, diastolic), taken))

    def arrive(self, *messages: RemoteMessage, link: str = LINK) -> None:
        """Give messages in one decision."""
        self.course.give(RemoteArrived(link=link, messages=messages))


def link_stands(course: Course, words: str) -> None:
    """Play a line: `link down patient`."""
    standing, *side = words.split()
    afar = Afar(course)
    if course.session.remote.link is None:
        course.give(RemotePairingDone(link=LINK, key_id=0))
    afar.stand(LinkStanding(standing), LinkSide(side[0]) if side else None)


def patient_says(course: Course, words: str) -> None:
    """Play a line: `afar help`, `afar symptom`, `afar cannot_record`, `afar battery 12`."""
    if course.session.remote.link is None:
        link_stands(course, "ok")
    what, *value = words.split()
    if what == "version":
        course.give(RemoteVersionMet(link=LINK, version=int(value[0])))
        return
    said: RemoteContent = PatientSaid(code=what, help=what == "help")
    if what in {"cannot_record", "recovered"}:
        said = SideChanged(error="cannot_record" if what == "cannot_record" else "")
    elif what == "battery":
        said = SideChanged(power="bat", battery_percent=float(value[0]))
    number = max(course.session.remote.numbers(LINK), default=0) + 1
    course.give(RemoteArrived(link=LINK, messages=(message(number, said),)))


def hour_ago(course: Course) -> Instant:
    """Return an instant before the session was opened."""
    opened = course.session.opened
    return Instant(opened.utc - timedelta(hours=1), opened.elapsed_s - 3600)
