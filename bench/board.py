"""A board of invented press releases on loopback, as large and as faulty as a bench or a test wants it.

Its software is the family `si`. A Board is plain data and may be changed while `serve` runs it in a thread; `serve_apart`
runs unchanging ones in a process of their own, so that what asks has the machine's other cores to itself."""

import asyncio
import gzip
import multiprocessing
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha1
from multiprocessing.connection import Connection
from threading import Thread
from urllib.parse import parse_qs, urlsplit

LIST = "/www/selectBbsNttList.do?bbsNo=39&key=2"
VIEW = "/www/selectBbsNttView.do?bbsNo=39&key=2&nttNo={}"

_SENTENCES = (
    "시는 골목상권을 살리기 위해 마을 상점가 여섯 곳의 간판과 조명을 새로 바꾸는 사업을 시작했다.",
    "이번 사업은 주민 설명회에서 나온 의견을 담아 세 차례에 걸쳐 나누어 진행한다.",
    "담당 부서는 공사 기간에 생길 불편을 줄이려고 야간 작업을 줄이고 안내 인력을 늘리기로 했다.",
    "참여를 바라는 점포는 다음 달까지 읍면동 주민센터에 신청서를 내면 된다.",
    "시장은 시민이 편하게 걷고 머무는 거리를 만드는 일에 힘을 쏟겠다고 말했다.",
    "하천 산책로의 낡은 난간과 벤치를 고치는 일도 올해 안에 함께 마무리한다.",
    "어린이 도서관은 여름방학을 맞아 책 읽기 교실과 만들기 수업을 무료로 연다.",
    "농업기술센터는 장마철에 늘어나는 병해를 막는 방법을 마을마다 찾아가 알린다.",
    "보건소는 어르신 건강 교실의 횟수를 늘리고 셔틀버스를 새로 운행한다.",
    "지난해 같은 사업으로 상점가를 찾은 사람이 눈에 띄게 늘었다는 것이 시의 설명이다.",
)
_VISIT = "청주시는 {day}일 {country} 공무원 연수단 {people}명이 청주시청을 찾아 도시재생 정책을 듣고 문화제조창을 둘러봤다고 밝혔다."
_COUNTRIES = ("몽골", "베트남", "우즈베키스탄", "라오스", "페루")
_HTML = (("Content-Type", "text/html; charset=utf-8"),)
_DEPARTMENTS = ("홍보담당관", "경제정책과", "도서관정책과", "보건행정과")


@dataclass(frozen=True, slots=True)
class Post:
    """One release."""

    number: int
    title: str
    day: date
    department: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the board says to one request."""

    body: bytes
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = _HTML


@dataclass
class Board:
    """Posts `size` to 1, newest first, `per_page` to a list page, `per_day` to a day, every `visit_every`th of them
    about a visit; a page is some `bulk` bytes long, mostly menus.

    Faults: `alerts`, `missing` and `broken` are posts that answer with an alert, 404 or 500, and with `busy`, a
    Retry-After, all posts answer 429; `without` leaves out parts of a post (title, department, date, body), `empty` lists nothing, `robots` is a robots.txt, `etags` answers 304. With `packed`
    answers are gzipped; each comes after `latency` seconds."""

    size: int
    per_page: int = 10
    per_day: int = 10
    newest: date = date(2025, 6, 30)
    visit_every: int = 20
    bulk: int = 2_000
    robots: str = ""
    etags: bool = False
    packed: bool = False
    latency: float = 0.0
    empty: bool = False
    alerts: frozenset[int] = frozenset()
    missing: frozenset[int] = frozenset()
    broken: frozenset[int] = frozenset()
    busy: str = ""
    without: frozenset[str] = frozenset()
    changed: dict[int, Post] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)

    def post(self, number: int) -> Post:
        """A release as it stands now."""
        if number in self.changed:
            return self.changed[number]
        chance = random.Random(number)
        day = self.newest - timedelta(days=(self.size - number) // self.per_day)
        paragraphs = tuple(" ".join(chance.sample(_SENTENCES, 3)) for _ in range(4))
        title = f"청주시, 생활환경 개선 사업 {number}차 안내"
        if number % self.visit_every == 0:
            people, country = 5 + number % 40, _COUNTRIES[number % len(_COUNTRIES)]
            paragraphs = (_VISIT.format(day=day.day, country=country, people=people), *paragraphs)
            title = f"청주시, {country} 연수단 {people}명 맞아"
        return Post(number, title, day, _DEPARTMENTS[number % len(_DEPARTMENTS)], paragraphs)

    def change(self, number: int, *, title: str | None = None, paragraph: str | None = None) -> None:
        """Edit a release: another title, one more paragraph."""
        old = self.post(number)
        more = (paragraph,) if paragraph else ()
        self.changed[number] = replace(old, title=title or old.title, paragraphs=(*old.paragraphs, *more))

    def grow(self, posts: int) -> None:
        """So many new releases, of the day after the newest ones."""
        for number in range(1, self.size + 1):
            self.changed.setdefault(number, self.post(number))
        self.size, self.newest = self.size + posts, self.newest + timedelta(days=1)

    def answer(self, target: str, known: str = "") -> Answer:
        """What a GET of `target` gets; `known` is its If-None-Match."""
        self.asked[target] += 1
        path, query = urlsplit(target).path, parse_qs(urlsplit(target).query)
        if path == "/robots.txt" and self.robots:
            return Answer(self.robots.encode(), headers=(("Content-Type", "text/plain"),))
        if path == urlsplit(LIST).path:
            return self._sent(self._list(int(query.get("pageIndex", ["1"])[0])), known)
        number = int(query.get("nttNo", ["0"])[0])
        if path != urlsplit(VIEW).path or not 0 < number <= self.size or number in self.missing:
            return Answer(b"<html><body><h1>404</h1></body></html>", "404 Not Found")
        if self.busy:
            return Answer(b"", "429 Too Many Requests", (("Retry-After", self.busy),))
        if number in self.broken:
            return Answer(b"", "500 Internal Server Error")
        if number in self.alerts:
            return self._sent("<script>alert('삭제된 게시물입니다.'); history.back();</script>", known)
        return self._sent(self._view(self.post(number)), known)

    def _sent(self, html: str, known: str) -> Answer:
        body = html.encode()
        tag = f'"{sha1(body, usedforsecurity=False).hexdigest()[:12]}"'
        headers = (*_HTML, ("ETag", tag)) if self.etags else _HTML
        if self.etags and known == tag:
            return Answer(b"", "304 Not Modified", headers)
        if self.packed:
            return Answer(gzip.compress(body, 5), headers=(*headers, ("Content-Encoding", "gzip")))
        return Answer(body, headers=headers)

    def _list(self, page: int) -> str:
        newest = self.size - (page - 1) * self.per_page
        numbers = [] if self.empty else range(newest, max(newest - self.per_page, 0), -1)
        rows = "".join(self._row(self.post(number)) for number in numbers)
        return self._frame("보도자료", f"<table class='p-table'><tbody>{rows}</tbody></table>")

    def _row(self, post: Post) -> str:
        link = f"<a href='{VIEW.format(post.number)}'>{post.title}</a>"
        return f"<tr><td>{post.number}</td><td class='p-subject'>{link}</td><td>{post.day}</td></tr>"

    def _view(self, post: Post) -> str:
        parts = {
            "title": f"<span class='p-table__subject_text'>{post.title}</span>",
            "department": f"<span class='p-split'>담당부서 : {post.department}</span>",
            "date": f"<span class='p-split'>작성일 : <time datetime='{post.day}'>{post.day}</time></span>",
            "body": "".join(f"<p>{text}</p>" for text in post.paragraphs),
        }
        shown = {name: "" if name in self.without else html for name, html in parts.items()}
        about = f"<div class='p-author__info'>{shown['department']}{shown['date']}</div>"
        head = f"<tr class='p-table__subject'><th>제목</th><td>{shown['title']}{about}</td></tr>"
        text = f"<tr><th>내용</th><td class='p-table__content' title='내용'>{shown['body']}</td></tr>"
        return self._frame("보도자료", f"<table class='p-table block'><tbody>{head}{text}</tbody></table>")

    def _frame(self, title: str, content: str) -> str:
        links = "".join(f"<li><a href='/www/contents.do?key={n}'>메뉴 {n}번</a></li>" for n in range(self.bulk // 56))
        nav = f"<nav id='gnb'><ul>{links}</ul></nav>"
        return (
            f"<!doctype html><html lang='ko'><head><meta charset='utf-8'><title>{title} - 청주시청</title></head>"
            f"<body><header id='header'>{nav}</header><main id='contents'><h2>{title}</h2>{content}</main></body></html>"
        )


async def _serve(board: Board, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = request.split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            said = board.answer(first.split(" ")[1], headers.get("if-none-match", ""))
            await asyncio.sleep(board.latency)
            head = "".join(f"{name}: {value}\r\n" for name, value in said.headers)
            length = f"Content-Length: {len(said.body)}\r\n"
            writer.write(f"HTTP/1.1 {said.status}\r\n{head}{length}\r\n".encode() + said.body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def _started(board: Board) -> asyncio.Server:
    return await asyncio.start_server(lambda reader, writer: _serve(board, reader, writer), "127.0.0.1", 0)


def _base(server: asyncio.Server) -> str:
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@contextmanager
def serve(board: Board) -> Iterator[str]:
    """The board's base address ('http://127.0.0.1:40213'), served by a thread of this process."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(_started(board), loop).result()
    try:
        yield _base(server)
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@contextmanager
def serve_apart(boards: Sequence[Board]) -> Iterator[list[str]]:
    """The base addresses of boards, served by one other process."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_process, args=(boards, theirs), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _process(boards: Sequence[Board], addresses: Connection) -> None:
    async def run() -> None:
        servers = [await _started(board) for board in boards]
        addresses.send([_base(server) for server in servers])
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(run())


def source_file(base: str, *, name: str = "청주시", delay: float = 0.0, weekly: int = 0) -> str:
    """The TOML of a board's source."""
    return (
        f'name = "{name}"\nregion = "43110"\nkind = "board"\nfamily = "si"\nlist = "{base}{LIST}"\n'
        f"weekly = {weekly}\nverified = false\ndelay = {delay}\nallow_private = true\n"
    )
