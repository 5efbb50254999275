"""The report step: preview, files, note, signature, amendments."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from kapmonitor.language import mark, say
from kapmonitor.port import Answer, Snapshot
from kapmonitor.record.patient import Patient
from kapmonitor.session.phase import Phase, phase_of
from kapmonitor.session.state import Session
from kapmonitor.telehealth.view import Pairing
from kapmonitor.ui.bridge import Bridge
from kapmonitor.ui.pages.page import Page
from kapmonitor.ui.pages.report_amend import AmendCard
from kapmonitor.ui.pages.report_files import FilesCard
from kapmonitor.ui.pages.report_preview import ReportPreview
from kapmonitor.ui.pages.report_send import SendCard
from kapmonitor.ui.pages.report_sign import CountersignCard, SignCard
from kapmonitor.ui.pages.signatures import SignaturesCard
from kapmonitor.ui.pages.telehealth_end import LinkEndCard
from kapmonitor.ui.theme import Theme
from kapmonitor.ui.widgets.parts import button, column, kind, label, row

SIDE = 340
TO_SIGN, TO_AMEND = mark("Open again to sign"), mark("Open to amend")


class ReportPage(Page):
    """Shows the report and lets it leave; after signing only amendments.

    Emits `left` when the session was put away, or a past one was read.
    """

    name = "report"
    left = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(bridge, theme)
        self._session: Session | None = None
        self._patient: Patient | None = None
        self._head = ""
        self._read_only = False
        self._coming = False
        """Whether something may still be on the way from the patient's side."""
        self._state = label("", "secondary", wraps=True)
        self._preview = ReportPreview(theme)
        self._files = FilesCard(bridge)
        self._send = SendCard(bridge, self.name)
        self._link = LinkEndCard(bridge.telehealth)
        self._two = SignaturesCard(bridge, self.name)
        self._sign = SignCard(bridge, self.name)
        self._counter = CountersignCard(bridge, self.name)
        self._amend = AmendCard(self.ask)
        self._said = label("", "secondary", wraps=True)
        self._said.hide()
        self._reopen = button(say(TO_SIGN))
        self._next = button(say("New session"))
        self._lay_out()
        self._files.said.connect(self._say)
        self._files.refused.connect(self._refuse)
        self._reopen.clicked.connect(self._open_again)
        self._next.clicked.connect(self._leave)

    def draw(self, snapshot: Snapshot) -> None:
        """Show the session's report."""
        session = snapshot.session
        if session is None:
            return
        if self._session is None or self._session.id != session.id:
            self._begin(session)
        self._session, self._head = session, snapshot.head
        self._read_only = snapshot.read_only
        self._link.draw(snapshot)
        self._coming = snapshot.link.pairing is Pairing.ENDING
        self._show_cards(session)
        self._show_paper()

    def _lay_out(self) -> None:
        first = (self._link, self._two, self._sign, self._files, self._send)
        inside = column(*first, self._counter, self._amend, 1, spacing=14)
        inside.setContentsMargins(0, 0, 8, 0)
        body = QWidget()
        body.setLayout(inside)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setWidget(body)
        right = QWidget()
        right.setLayout(column(side, self._said, row(1, self._reopen, self._next), spacing=12))
        right.setFixedWidth(max(SIDE, right.minimumSizeHint().width()))
        both = row(self._preview, right, spacing=20)
        both.setStretch(0, 1)
        outer = column(label(say("Report"), "title"), self._state, both, spacing=6)
        outer.setStretch(2, 1)
        outer.setContentsMargins(28, 20, 20, 16)
        self.setLayout(outer)

    def _begin(self, session: Session) -> None:
        """Forget the session before: nothing said of it may stand beside this one."""
        self._patient = None
        self._say("")
        for card in (self._sign, self._counter, self._amend):
            card.refuse()
        pseudonym = session.patient
        self.bridge.practice(lambda practice: practice.patient(pseudonym), self._know_patient)

    def _know_patient(self, found: Patient | Exception | None) -> None:
        if isinstance(found, Patient) and self._session and found.id == self._session.patient:
            self._patient = found
            self._show_paper()

    def _show_cards(self, session: Session) -> None:
        phase, live = phase_of(session), not self._read_only
        self._state.setText(_state(session, phase, live=live))
        self._two.draw(session, shown=live and phase is Phase.CLOSED)
        self._sign.show_head(self._head)
        waits = self._coming  # a signed record takes no reading that is still on the way
        self._sign.setVisible(live and phase is Phase.CLOSED and not waits)
        self._send.show_session(session)
        self._amend.show_session(session)
        self._amend.setVisible(live and phase in {Phase.CLOSED, Phase.LOCKED})
        self._counter.setVisible(self._counter.show_session(session) and live)
        self._reopen.setText(say(TO_AMEND if phase is Phase.LOCKED else TO_SIGN))
        self._reopen.setAccessibleName(self._reopen.text())
        self._reopen.setVisible(not live)
        self._next.setText(_leaving(phase, live=live))
        self._next.setAccessibleName(self._next.text())
        self._next.setVisible(session.ended is not None or not live)
        kind(self._next, "primary" if phase is Phase.LOCKED and live else "plain")

    def _show_paper(self) -> None:
        if self._session is not None:
            self._files.show_session(self._session, self._head, self._patient)
            self._preview.show_report(self._session, self._head, self._patient)

    @Slot()
    def _open_again(self) -> None:
        if self._session is not None:
            self.bridge.resume(self._session.id, self._answered)

    @Slot()
    def _leave(self) -> None:
        if self._read_only:
            self.left.emit()
        else:
            self.bridge.leave(self._gone)

    def _gone(self, answer: Answer) -> None:
        self._answered(answer)
        if not answer.refusals:
            self.left.emit()

    def _answered(self, answer: Answer) -> None:
        self._refuse("\n".join(answer.refusals))

    @Slot(str)
    def _say(self, words: str) -> None:
        kind(self._said, "secondary")
        self._show_said(words)

    @Slot(str)
    def _refuse(self, words: str) -> None:
        kind(self._said, "refusal")
        self._show_said(words)

    def _show_said(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))


def _leaving(phase: Phase, *, live: bool) -> str:
    """Return what the button that leaves is called: nobody walks past the signature unawares."""
    if not live:
        return say("Back")
    return say("New session") if phase is Phase.LOCKED else say("Sign later")


def _state(session: Session, phase: Phase, *, live: bool) -> str:
    if phase is Phase.LOCKED:
        add = say(" Only amendments can be added.") if live else ""
        return say("Signed by {signed_by} and locked.{add}").format(
            signed_by=session.signed_by, add=add
        )
    if session.ended is None:
        return say("The session has not ended.")
    return say("Read it, then sign and lock.") if live else say("Not signed.")
