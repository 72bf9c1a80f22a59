"""Running a job at set times."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from random import Random
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pytest

from publisher.errors import LockedError, StoreError
from publisher.scheduler import Beat, Hooks, Order, Plan, _Runs, read_clock, run_schedule, stop_on_signals
from publisher.slots import Quiet, Slot
from publisher.timetable import CatchUp, ScheduleOptions, last_due

SECOND = timedelta(seconds=1)
EACH_SECOND = ScheduleOptions(every=SECOND)
START = datetime(2026, 3, 1, 12, tzinfo=UTC)

PROGRAM = """
    import sys, time
    from datetime import datetime, timedelta
    from pathlib import Path
    from threading import Event

    from publisher.scheduler import Beat, Plan, run_schedule, stop_on_signals
    from publisher.timetable import ScheduleOptions

    state = Path(sys.argv[1])

    class Memory:
        def load_beats(self):
            if not state.exists():
                return {}
            last = datetime.fromisoformat(state.read_text())
            return {"": Beat(anchor=last, last=last)}

        def save_beats(self, beats):
            state.write_text(beats[""].last.isoformat())

        def find_due(self):
            return None

    def job(order):
        print("begin", flush=True)
        time.sleep(float(sys.argv[2]))
        print("end", flush=True)
        return True

    stop = Event()
    plan = Plan(schedules={"": ScheduleOptions(every=timedelta(hours=1))})
    with stop_on_signals(stop):
        if "ready" in sys.argv:
            print("ready", flush=True)
        run_schedule(job, plan, memory=Memory(), stop=stop)
    print("bye", flush=True)
"""


class FileMemory:
    """Keeps how far the schedules are in a file, as a run of another process would find it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.due: datetime | None = None

    def load_beats(self) -> dict[str, Beat]:
        """Read how far they are."""
        if not self._path.exists():
            return {}
        noted = json.loads(self._path.read_text())
        return {
            folder: Beat(anchor=datetime.fromisoformat(anchor), last=datetime.fromisoformat(last) if last else None)
            for folder, (anchor, last) in noted.items()
        }

    def save_beats(self, beats: Mapping[str, Beat]) -> None:
        """Write how far they are."""
        noted = {
            folder: (beat.anchor.isoformat(), beat.last.isoformat() if beat.last else None)
            for folder, beat in beats.items()
        }
        self._path.write_text(json.dumps(noted))

    def find_due(self) -> datetime | None:
        """Return when an article is due."""
        return self.due

    def load_last(self, folder: str = "") -> datetime | None:
        """Return the newest due moment that is done."""
        beat = self.load_beats().get(folder)
        return beat.last if beat else None

    def save_last(self, moment: datetime) -> None:
        """Have the one schedule be so far."""
        self.save_beats({"": Beat(anchor=moment, last=moment)})


class FullDisk(FileMemory):
    """Keeps nothing."""

    def save_beats(self, beats: Mapping[str, Beat]) -> None:
        """Fail as a full disk does."""
        raise StoreError(f"cannot save {beats}", "state.db", "free some space")


@pytest.fixture
def memory(tmp_path: Path) -> FileMemory:
    """A memory in which nothing is."""
    return FileMemory(tmp_path / "last")


def take(orders: list[Order]) -> Callable[[Order], bool]:
    """A job that only notes what it is for."""

    def note(order: Order) -> bool:
        orders.append(order)
        return True

    return note


def fast_clock(speed: float) -> Callable[[], datetime]:
    """A clock that starts at `START` and goes faster than time."""
    begin = time.monotonic()
    return lambda: START + timedelta(seconds=(time.monotonic() - begin) * speed)


def run_in_thread(
    job: Callable[[datetime], None],
    options: ScheduleOptions,
    memory: FileMemory,
    clock: Callable[[], datetime] | None = None,
) -> tuple[Thread, Event]:
    """Start a schedule beside the test."""
    stop = Event()
    more = {"clock": clock} if clock else {}

    def work(order: Order) -> bool:
        job(order.now)
        return True

    plan = Plan(schedules={"": options})
    thread = Thread(target=run_schedule, args=(work, plan), kwargs={"memory": memory, "stop": stop, **more})
    thread.start()
    return thread, stop


def run_until(  # noqa: PLR0913  Those of `run_schedule`, and when to stop it.
    is_enough: Callable[[], bool],
    job: Callable[[datetime], None],
    options: ScheduleOptions,
    memory: FileMemory,
    *,
    clock: Callable[[], datetime] | None = None,
    at_most_seconds: float = 10,
) -> None:
    """Keep a schedule until a condition holds, then stop it and check that it ends."""
    thread, stop = run_in_thread(job, options, memory, clock)
    end = time.monotonic() + at_most_seconds
    while time.monotonic() < end and not is_enough():
        time.sleep(0.02)
    time.sleep(0.1)
    stop.set()
    thread.join(timeout=5)
    assert not thread.is_alive()


def test_runs_at_once_and_then_when_due(memory: FileMemory) -> None:
    """The first start runs now; then runs come at the interval, and are given the present."""
    runs: list[datetime] = []
    begin = read_clock()

    run_until(lambda: len(runs) >= 3, runs.append, EACH_SECOND, memory)

    assert len(runs) >= 3
    assert runs[0] - begin < SECOND / 2
    assert SECOND <= runs[2] - runs[0] < 4 * SECOND
    assert runs[2] <= read_clock()


def test_due_times_do_not_drift(memory: FileMemory) -> None:
    """What is remembered lies a whole number of intervals after the first run, however late the runs began."""
    options = ScheduleOptions(every=timedelta(minutes=15))
    memory.save_last(START)
    runs: list[datetime] = []

    run_until(lambda: len(runs) >= 2, runs.append, options, memory, clock=fast_clock(1000))

    last = memory.load_last()
    assert len(runs) >= 2
    assert last is not None
    assert (last - START) % timedelta(minutes=15) == timedelta(0)
    assert last > START
    assert all((moment - START) % timedelta(minutes=15) != timedelta(0) for moment in runs)


def test_a_failing_job_neither_ends_the_schedule_nor_repeats(
    memory: FileMemory, caplog: pytest.LogCaptureFixture
) -> None:
    """A job that raises is logged and counts as run; the next due time comes as if nothing had happened."""
    runs: list[datetime] = []

    def fail(now: datetime) -> None:
        runs.append(now)
        raise StoreError("the disk is full", "state.db") if len(runs) == 1 else ZeroDivisionError("by zero")

    with caplog.at_level(logging.INFO):
        run_until(lambda: len(runs) >= 2, fail, EACH_SECOND, memory)

    assert len(runs) >= 2
    assert runs[1] - runs[0] > SECOND / 2
    assert memory.load_last() is not None
    failed = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert failed[0].getMessage() == "run failed"
    assert failed[0].__dict__["reason"] == "state.db: the disk is full"
    assert failed[0].exc_info is None
    assert failed[1].exc_info is not None
    assert "ZeroDivisionError: by zero" in caplog.text


def test_missed_runs_are_made_up_once(memory: FileMemory) -> None:
    """After a week without a process, one run comes at once, and the newest slot counts as done."""
    memory.save_last(START - timedelta(days=7))
    runs: list[datetime] = []

    options = ScheduleOptions(slots=(Slot(time_of_day(7)), Slot(time_of_day(11))))

    run_until(lambda: len(runs) > 1, runs.append, options, memory, clock=lambda: START, at_most_seconds=1.2)

    assert runs == [START]
    assert memory.load_last() == START.replace(hour=11)


def test_clock_that_was_wrong_does_not_stop_publishing(memory: FileMemory) -> None:
    """A run remembered under a clock that was years ahead is not waited for."""
    memory.save_last(START + timedelta(days=3000))
    runs: list[datetime] = []

    run_until(lambda: bool(runs), runs.append, ScheduleOptions(), memory, clock=lambda: START, at_most_seconds=1.2)

    assert runs == [START]
    assert memory.load_last() == START


def test_nothing_runs_before_it_is_due(memory: FileMemory) -> None:
    """A start after a run that is remembered waits for the next due time."""
    memory.save_last(START)
    runs: list[datetime] = []

    run_until(
        lambda: bool(runs), runs.append, ScheduleOptions(), memory, clock=lambda: START + SECOND, at_most_seconds=1.2
    )

    assert runs == []


@pytest.mark.parametrize(
    ("options", "count", "last"),
    [
        (ScheduleOptions(every=timedelta(minutes=10)), 1, START + timedelta(minutes=30)),
        (
            ScheduleOptions(slots=(Slot(time_of_day(12, 10)), Slot(time_of_day(12, 20)), Slot(time_of_day(12, 30)))),
            2,
            START + timedelta(minutes=30),
        ),
    ],
    ids=["every", "at"],
)
def test_what_passes_during_a_run(memory: FileMemory, options: ScheduleOptions, count: int, last: datetime) -> None:
    """Intervals that pass while a run is at work are skipped; set times are made up by one run."""
    memory.save_last(START)
    now = [START + timedelta(minutes=10)]
    runs: list[datetime] = []

    def work(moment: datetime) -> None:
        runs.append(moment)
        now[0] = START + timedelta(minutes=35)

    run_until(lambda: len(runs) > count, work, options, memory, clock=lambda: now[0], at_most_seconds=1.2)

    assert len(runs) == count
    assert memory.load_last() == last


def test_memory_that_fails_later_is_logged_and_endured(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where the due time cannot be saved, publishing goes on at its pace."""
    runs: list[datetime] = []

    run_until(lambda: len(runs) >= 2, runs.append, EACH_SECOND, FullDisk(tmp_path / "last"))

    assert len(runs) >= 2
    assert runs[1] - runs[0] > SECOND / 2
    assert "could not remember" in caplog.text


def test_memory_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """Where the due time cannot be read, nothing runs."""
    (tmp_path / "last").write_text('{"": ["not a time", null]}')
    runs: list[Order] = []

    with pytest.raises(ValueError, match="not a time"):
        run_schedule(take(runs), Plan(schedules={"": EACH_SECOND}), memory=FileMemory(tmp_path / "last"), stop=Event())
    assert runs == []


def test_stop_ends_at_once_between_runs(memory: FileMemory) -> None:
    """With no run at work, the schedule ends without waiting for the next tick."""

    def stop_one() -> float:
        begun = Event()
        thread, stop = run_in_thread(lambda _: begun.set(), EACH_SECOND, memory)
        assert begun.wait(5)
        time.sleep(0.2)
        before = time.monotonic()
        stop.set()
        thread.join(timeout=10)
        return time.monotonic() - before

    # A busy machine may keep it waiting once, but not each time.
    assert min(stop_one() for _ in range(4)) < 0.5
    assert memory.load_last() is not None


def test_stop_lets_the_run_at_hand_end_and_has_it_made_up(memory: FileMemory) -> None:
    """A run is never torn off, but as it may have cut itself short, the next start repeats it."""
    begun, ended = Event(), Event()

    def work(_: datetime) -> None:
        begun.set()
        time.sleep(0.5)
        ended.set()

    thread, stop = run_in_thread(work, ScheduleOptions(), memory)
    assert begun.wait(5)
    stop.set()
    thread.join(timeout=5)

    assert ended.is_set()
    assert memory.load_last() is None


def test_already_stopped_runs_nothing(memory: FileMemory) -> None:
    """Where a stop was asked for before the start, nothing runs."""
    stop = Event()
    stop.set()
    runs: list[Order] = []

    run_schedule(take(runs), Plan(schedules={"": EACH_SECOND}), memory=memory, stop=stop)

    assert runs == []


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Needs a system whose time zone a process may change.")
def test_end_of_summer_time_does_not_stall(memory: FileMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    """When local clocks are set back an hour, runs still come on time."""
    runs: list[datetime] = []
    monkeypatch.setenv("TZ", "XXX-2")
    time.tzset()
    try:
        thread, stop = run_in_thread(runs.append, EACH_SECOND, memory)
        time.sleep(0.5)
        os.environ["TZ"] = "XXX-1"
        time.tzset()
        before = len(runs)
        time.sleep(2.5)
        stop.set()
        thread.join(timeout=5)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert len(runs) >= before + 2


class Hands:
    """A clock that is moved by hand, and a schedule that ticks with it."""

    def __init__(self, memory: FileMemory, plan: Plan, *, start: datetime = START) -> None:
        self.now = start
        self.memory = memory
        self.plan = plan
        self.orders: list[Order] = []
        self.answers: list[bool | Exception] = []
        self.has_change = False
        self.seconds = 0
        self.stop = Event()

    def take_change(self) -> bool:
        """Say once that something changed."""
        found, self.has_change = self.has_change, False
        return found

    def job(self, order: Order) -> bool:
        """Note the order; do as it was told."""
        self.orders.append(order)
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer

    def pass_time(self, span: timedelta, step: timedelta = SECOND) -> list[Order]:
        """Tick through a span of time; return the orders that were given meanwhile."""
        before = len(self.orders)
        runs = _Runs(self.job, self.plan, self.memory, self.stop, Hooks(take_change=self.take_change), lambda: self.now)
        end = self.now + span
        while self.now <= end:
            runs.tick()
            self.now += step
        return self.orders[before:]


def test_each_folder_has_its_own_beat(memory: FileMemory) -> None:
    """Folders run on their own schedules, together where these fall together, and each is remembered."""
    plan = Plan(
        schedules={"": ScheduleOptions(every=timedelta(hours=1)), "news": ScheduleOptions(every=timedelta(minutes=10))}
    )
    hands = Hands(memory, plan)

    orders = hands.pass_time(timedelta(hours=1), timedelta(seconds=30))

    assert [order.folders for order in orders] == [{"", "news"}, *[{"news"}] * 5, {"", "news"}]
    assert memory.load_last() == memory.load_last("news") == START + timedelta(hours=1)


def test_what_is_due_by_itself_runs_when_it_is_due(memory: FileMemory) -> None:
    """An article that comes, goes or is tried again has its own time, and is not asked for over and over."""
    memory.save_last(START)
    hands = Hands(memory, Plan(schedules={"": ScheduleOptions(every=timedelta(hours=1))}))
    memory.due = START + timedelta(minutes=5, seconds=7)

    orders = hands.pass_time(timedelta(minutes=6))

    # It stays due here: it is tried every ten seconds, no more.
    assert orders[0].now == START + timedelta(minutes=5, seconds=7)
    assert orders[0].folders == frozenset()
    assert 2 <= len(orders) <= 7


def test_a_change_runs_within_seconds_but_not_in_quiet_hours(memory: FileMemory) -> None:
    """What changes is published at once; in quiet hours it waits for their end."""
    quiet = (Quiet(time_of_day(12, 30), time_of_day(13, 0)),)
    memory.save_last(START)
    hands = Hands(memory, Plan(schedules={"": ScheduleOptions(every=timedelta(hours=6), quiet=quiet)}))
    hands.pass_time(timedelta(minutes=1))
    hands.has_change = True
    orders = hands.pass_time(timedelta(minutes=1))
    assert [order.is_everything for order in orders] == [True]
    hands.now = START + timedelta(minutes=31)
    hands.has_change = True

    orders = hands.pass_time(timedelta(minutes=40))

    assert [order.now for order in orders] == [START + timedelta(hours=1)]


@pytest.mark.parametrize(
    ("catch_up", "runs"), [(CatchUp.ONCE, [0, 0]), (CatchUp.SKIP, []), (CatchUp.SPREAD, [0, 1])], ids=str
)
def test_what_was_missed(memory: FileMemory, catch_up: CatchUp, runs: list[int]) -> None:
    """Missed runs are made up for once, or left out, or one folder after the other, a minute apart."""
    each = ScheduleOptions(every=timedelta(hours=1), catch_up=catch_up)
    hands = Hands(memory, Plan(schedules={"": each, "news": each}))
    memory.save_beats({name: Beat(anchor=START, last=START) for name in ("", "news")})
    hands.now = START + timedelta(days=3, minutes=20)

    orders = hands.pass_time(timedelta(minutes=10))

    begin = START + timedelta(days=3, minutes=20)
    found = [(order.now - begin) // timedelta(minutes=1) for order in orders for _ in order.folders]
    assert found == runs
    assert memory.load_last() == memory.load_last("news") == START + timedelta(days=3)


def test_a_run_that_finds_another_at_work_is_tried_again(memory: FileMemory) -> None:
    """Another command may hold the lock for a while: the run is not lost, and not tried every second."""
    hands = Hands(memory, Plan(schedules={"": ScheduleOptions(every=timedelta(hours=1))}))
    hands.answers = [LockedError("another run is at work", "state.lock"), False, True]

    orders = hands.pass_time(timedelta(minutes=2))

    assert [(order.now - START).total_seconds() for order in orders] == [0, 10, 20]
    assert memory.load_last() == START + timedelta(seconds=20)


def test_new_settings_count_from_the_next_tick(memory: FileMemory) -> None:
    """Another plan takes the place of the old one; a folder that is new in it runs at once, the others go on."""
    plans = [Plan(schedules={"": ScheduleOptions(every=timedelta(hours=1)), "news": EACH_SECOND})]
    orders: list[Order] = []
    memory.save_last(START)
    now = START
    hooks = Hooks(read_plan=lambda: plans.pop() if plans else None)
    runs = _Runs(take(orders), Plan(schedules={"": EACH_SECOND}), memory, Event(), hooks, lambda: now)

    runs.tick()

    assert [order.folders for order in orders] == [{"news"}]


SHAPES = [
    ScheduleOptions(every=timedelta(minutes=10)),
    ScheduleOptions(every=timedelta(days=1), zone=ZoneInfo("Australia/Lord_Howe")),
    ScheduleOptions(slots=(Slot(time_of_day(2, 10)), Slot(time_of_day(7, 30))), zone=ZoneInfo("Europe/Dublin")),
    ScheduleOptions(every=timedelta(minutes=7), jitter=timedelta(minutes=3), seed="place"),
]


@pytest.mark.parametrize("options", SHAPES, ids=["minutes", "days", "slots", "jitter"])
@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_missed_or_doubled_through_kills_sleeps_and_jumps(
    tmp_path: Path, options: ScheduleOptions, seed: int
) -> None:
    """With 1,000 kills, sleeps and clock jumps, what is due runs, and nothing that was remembered runs again."""
    chance = Random(seed)
    memory = FileMemory(tmp_path / f"memory-{seed}")
    clock = [START]
    done: list[datetime] = []

    class Killed(BaseException):
        """The process ends right here."""

    def save(beats: Mapping[str, Beat]) -> None:
        if chance.random() < 0.2:
            raise Killed
        FileMemory.save_beats(memory, beats)
        newest = beats[""].last
        assert newest is not None
        # Each time that it is remembered, it is something that was not done before.
        assert not done or newest > done[-1]
        done.append(newest)

    def job(_: Order) -> bool:
        if chance.random() < 0.2:
            raise Killed
        return True

    memory.save_beats = save  # type: ignore[method-assign]
    for _ in range(1000):
        runs = _Runs(job, Plan(schedules={"": options}), memory, Event(), Hooks(), lambda: clock[0])
        try:
            for _ in range(chance.randrange(1, 5)):
                runs.tick()
                # Awake, and not killed: nothing is left undone.
                beat = memory.load_beats()[""]
                assert last_due(options, anchor=beat.anchor, last=beat.last, now=clock[0]) is None
                clock[0] += timedelta(seconds=chance.choice([1, 1, 30, 600]))
        except Killed:
            pass
        sleep = chance.choice([timedelta(seconds=2), timedelta(hours=9), timedelta(days=3), timedelta(minutes=-50)])
        # A clock that is set back by more than a beat counts as one that was wrong.
        back = min(timedelta(minutes=5), options.every or timedelta(hours=1))
        clock[0] += sleep if sleep > timedelta() else -back
    assert len(done) > 200


def start_program(state: Path, job_seconds: float, *words: str) -> subprocess.Popen[str]:
    """Start a schedule in a process of its own; with the word "ready", it prints that once signals end it cleanly."""
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(state), str(job_seconds), *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def read_line(process: subprocess.Popen[str]) -> str:
    """Read one line that a process printed."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_signal_ends_the_process_after_the_run_at_hand(tmp_path: Path, number: signal.Signals) -> None:
    """SIGTERM and Ctrl-C end a process cleanly, once its run is done."""
    with start_program(tmp_path / "last", 0.6) as process:
        assert read_line(process) == "begin"
        process.send_signal(number)
        output, errors = process.communicate(timeout=10)

    assert output.split() == ["end", "bye"]
    assert errors == ""
    assert process.returncode == 0


def test_signal_between_runs_ends_the_process_quickly(tmp_path: Path) -> None:
    """A process that waits for its next run ends as soon as it is told to."""
    with start_program(tmp_path / "last", 0) as process:
        assert [read_line(process), read_line(process)] == ["begin", "end"]
        time.sleep(0.3)
        process.terminate()
        output, _ = process.communicate(timeout=10)

    assert output.split() == ["bye"]
    assert (tmp_path / "last").exists()


def test_second_interrupt_does_not_wait(tmp_path: Path) -> None:
    """A second Ctrl-C breaks off the run at hand."""
    with start_program(tmp_path / "last", 30) as process:
        assert read_line(process) == "begin"
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=10)

    assert output == ""
    assert "KeyboardInterrupt" in errors
    assert process.returncode != 0


def test_killed_run_is_made_up(tmp_path: Path) -> None:
    """A run that was killed half-way is repeated by the next start."""
    with start_program(tmp_path / "last", 30) as process:
        assert read_line(process) == "begin"
        process.kill()
    with start_program(tmp_path / "last", 0) as process:
        assert [read_line(process), read_line(process)] == ["begin", "end"]
        time.sleep(0.3)
        process.terminate()
    with start_program(tmp_path / "last", 0, "ready") as process:
        # A busy machine takes a second or more until then.
        assert read_line(process) == "ready"
        time.sleep(0.3)
        process.terminate()
        output, _ = process.communicate(timeout=10)

    assert output.split() == ["bye"]


def test_handlers_from_before_come_back() -> None:
    """After the context, signals do what they did before it, whether or not one came."""
    seen: list[int] = []
    stop = Event()
    before = signal.signal(signal.SIGTERM, lambda number, _: seen.append(number))
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        with stop_on_signals(stop):
            signal.raise_signal(signal.SIGTERM)
            assert stop.wait(5)
        assert seen == []
        signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)

    assert seen == [signal.SIGTERM]
    assert signal.getsignal(signal.SIGINT) is interrupt


def test_signal_never_deadlocks_with_a_waiting_main_thread() -> None:
    """A signal that comes while the main thread holds the event's lock is still heeded."""
    stop = Event()
    with stop_on_signals(stop):
        # `Event.wait` holds this lock for a moment at its start and end; here the signal meets that moment.
        with stop._cond:  # type: ignore[attr-defined]  # noqa: SLF001
            signal.raise_signal(signal.SIGTERM)
        assert stop.wait(5)


def test_interrupt_after_a_stop_raises() -> None:
    """Ctrl-C after SIGTERM means that someone cannot wait; SIGTERM may come as often as it likes."""
    stop = Event()
    with stop_on_signals(stop):
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert stop.wait(5)


def test_only_the_main_thread_may_handle_signals() -> None:
    """In another thread the mistake is told, and nothing is changed."""
    before = signal.getsignal(signal.SIGTERM)
    caught: list[BaseException] = []

    def work() -> None:
        try:
            with stop_on_signals(Event()):
                pass
        except ValueError as error:
            caught.append(error)

    thread = Thread(target=work)
    thread.start()
    thread.join()

    assert len(caught) == 1
    assert signal.getsignal(signal.SIGTERM) is before
