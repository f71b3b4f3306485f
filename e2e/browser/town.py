"""The demonstration that browsers look at: real procedures, a sample, one dossier at each stage.

Its clock is a file, so that pages show the same days in every run; it is set back to the same
minute before a picture is taken.
"""

import atexit
import datetime
import functools
import os
import pathlib
import re
import tempfile
import time

import playwright.sync_api

import journey
import lab
import links
import program
import world

NOW = datetime.datetime(2026, 11, 24, 2, 30, tzinfo=datetime.timezone.utc)  # Tuesday, 9:30
BIRTH, MARRIAGE = "1.001193", "1.004222"
STAGES = {"cho-tiep-nhan": 1, "da-tiep-nhan": 2, "tu-choi": 3, "dang-giai-quyet": 4,
          "cho-bo-sung": 5, "cho-nop-tien": 6, "da-rut": 7, "dung-giai-quyet": 8,
          "co-ket-qua": 9, "da-tra": 10}
LINKED = {"nguoi", "chuc_trach", "so_lieu_ho_so", "cong_bo", "dau_hieu", "so_bao_cao", "ma_so",
          "nhap", "nhap_truong_hop", "the_dang_ky",
          "the_dat_lai", "the_mat_khau", "da_gui", "tai_quay"}
PHONE, DESKTOP = 360, 1280
HEIGHT = {320: 640, PHONE: 740, DESKTOP: 900}


@functools.cache
def driver():
    """Playwright lets itself be started once only; it ends with the process."""
    started = playwright.sync_api.sync_playwright().start()
    atexit.register(started.stop)
    return started


class Town:
    """One demonstration with its browser; `made` names a dossier of `congdan` at each stage."""

    def __init__(self, folder=None, sample=60):
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="motcua-browser-"))
        self.clock = program.Clock(self.folder / "now", NOW)
        engine = program.SQLite(self.folder)
        options = ["--sample", str(sample)]
        if program.REAL_PROCEDURES.exists():
            options += ["--procedures", str(program.REAL_PROCEDURES)]
        self.server = program.Server(engine.fresh("town"), *options, clock=self.clock,
                                     ready_within=600).start()
        self.base = self.server.base
        self.browser = driver().chromium.launch(
            executable_path=lab.chromium(), env={**os.environ, "LANGUAGE": "vi"},
            args=["--disable-dev-shm-usage", "--force-color-profile=srgb",
                  "--font-render-hinting=none"])
        self.states, self.made, self.linked = {}, {}, {}

    def close(self):
        self.browser.close()
        self.server.stop()

    def people(self, purpose="look"):
        """A dossier at each stage, made once for each purpose; the names are always the same."""
        if purpose not in self.made:
            made = self.made[purpose] = {}
            for name, stage in STAGES.items():
                dossier = journey.drive(self.server, stage, BIRTH, seed=5000 + stage)
                made[name] = journey.view(self.server, dossier)
        return self.made[purpose]

    def links(self, purpose="look"):
        if purpose not in self.linked:
            self.linked[purpose] = links.made(self, purpose)
        return self.linked[purpose]

    def pause(self, seconds):
        time.sleep(seconds)

    def address(self, path, purpose="look"):
        """An address with the ids, numbers and tokens of its dossiers filled in."""
        names = set(re.findall(r"\{(\w+)\}", path))
        kept = dict(self.links(purpose)) if names & LINKED else {}
        if not names - kept.keys():
            return path.format(**kept)
        for name, dossier in self.people(purpose).items():
            word = name.replace("-", "_")
            kept[word] = dossier["id"]
            kept["ma_" + word] = dossier["reference"]
            kept["so_" + word] = dossier["number"] or dossier["reference"]
            kept["the_" + word] = dossier["lookupToken"] or ""
        return path.format(**kept)

    def state(self, account):
        """What the browser keeps once this account has signed in by the form."""
        if account not in self.states:
            context = self.browser.new_context(locale="vi-VN")
            watched = lab.Lab(context.new_page())
            page = watched.page
            page.goto(self.base + "/dang-nhap")
            page.locator("[name=username]").fill(account)
            page.locator("[name=password]").fill(program.PASSWORD)
            watched.turn(lambda: page.locator("[name=password]").press("Enter"))
            assert "/dang-nhap" not in page.url, f"{account} cannot sign in: {page.inner_text('main')}"
            self.states[account] = context.storage_state()
            context.close()
        return self.states[account]

    def open(self, who=None, width=DESKTOP, height=None, scripted=True, base=None, **more):
        """A fresh window: signed in as `who`, watched from the start."""
        context = self.browser.new_context(
            base_url=base or self.base, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": width, "height": height or HEIGHT.get(width, 800)},
            java_script_enabled=scripted, reduced_motion="reduce",
            has_touch=width < 600, is_mobile=False,
            storage_state=self.state(who) if who else None, **more)
        context.set_default_timeout(15_000)
        return lab.Lab(context.new_page(), scripted)
