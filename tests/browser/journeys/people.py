"""People in front of their own screens: what they click, type and read."""

from collections.abc import Iterable

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page

from tests.browser.journeys.mailbox import Mailbox, digits_in, link_in

SEND = "main form .btns button:not(.link)"
PASSWORD = "correct horse battery staple"


def _in_one_line(text: str) -> str:
    """Line breaks and hard spaces are the affair of the page."""
    return " ".join(text.split())


class Somebody:
    """One person with a browser window."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes(self, address: str) -> None:
        self.page.goto(address)

    def presses(self, what: str | Locator) -> None:
        """Click the first such link or button, and wait for the page that comes."""
        found = self.page.locator(what) if isinstance(what, str) else what
        with self.page.expect_navigation():
            found.first.click()

    def types(self, **answers: str | bool | list[str]) -> None:
        """Fill in fields by name: text, a choice, ticks or boxes."""
        for name, value in answers.items():
            self._type(name, value)

    def _unfold(self, name: str) -> None:
        """Open the folded groups of a long list, as somebody does who looks through it."""
        groups = self.page.locator(f"details:not([open]):has([name='{name}']) > summary")
        while groups.count():
            groups.first.click()

    def _type(self, name: str, value: str | bool | list[str]) -> None:
        self._unfold(name)
        field = self.page.locator(f"main [name='{name}']:not([type=hidden])")
        if self.page.locator(f"main select[name='{name}']").count():
            field.select_option(value)
        elif isinstance(value, bool):
            field.set_checked(value)
        elif field.first.get_attribute("type") == "radio":
            self.page.check(f"main [name='{name}'][value='{value}']")
        elif field.first.get_attribute("type") == "checkbox":
            for box in field.all():
                box.set_checked(box.get_attribute("value") in value)
        else:
            field.fill(str(value))

    def reads(self, part: str = "main") -> str:
        """All that stands on the page, in one line."""
        return _in_one_line(self.page.inner_text(part))

    def misses(self, *sentences: str) -> list[str]:
        """Those sentences that do not stand on the page."""
        shown = self.reads().lower()
        return [one for one in sentences if _in_one_line(one).lower() not in shown]

    def lacks(self, language: str, *english: str) -> list[str]:
        """Those sentences of ours that do not stand on the page in a language."""
        with override(language):
            return self.misses(*(gettext(one) for one in english))

    def sees_any(self, words: Iterable[str]) -> list[str]:
        """Those words that stand anywhere in the page, seen or not."""
        source = self.page.content()
        return [one for one in words if one in source]


class Reporter(Somebody):
    """Somebody who met an obstacle at the border, on a phone without scripts."""

    def __init__(self, page: Page, mail: Mailbox, language: str) -> None:
        super().__init__(page)
        self.mail, self.language = mail, language
        self.reference = self.code = ""

    def reports(self, account: str, **more: str) -> None:
        """From the start page to the receipt, question by question."""
        self.goes(f"/{self.language}/")
        self.presses(f"main a[href='/{self.language}/report']")
        self.presses(SEND)
        for page in (
            {"account": account},
            {"border": more.get("border", "be-nl")},
            {"reporter_kind": "citizen"},
            {"since": "2024"},
            {"contact_way": "email", "email": self.mail.address},
        ):
            self.types(**page)
            self.presses(SEND)
        self.presses(SEND)
        self.reference, self.code = self.reads("#reference"), self.reads("#code")

    def follows(self) -> None:
        """Open the report by the link of the newest letter, and the code that was kept."""
        self.goes(link_in(self.mail.newest()))
        self.types(code=self.code)
        self.presses(SEND)

    def comes_back(self) -> None:
        """Open the report again by typing number and code."""
        self.goes(f"/{self.language}/track")
        self.types(reference=self.reference, code=self.code)
        self.presses(SEND)


class Official(Somebody):
    """Somebody in a ministry, who has our letter and no account."""

    def __init__(self, page: Page, mail: Mailbox) -> None:
        super().__init__(page)
        self.mail = mail

    def enters(self) -> None:
        """Open the link of the letter, ask for the digits, and type those of the next letter."""
        self.goes(link_in(self.mail.newest()))
        self.presses("main form .btn")
        self.types(digits=digits_in(self.mail.newest()))
        self.presses("form:has(#id_digits) button")


class Colleague(Somebody):
    """Somebody at the desk, with an account."""

    def __init__(self, page: Page, username: str) -> None:
        super().__init__(page)
        self.username = username
        self.signs_in()

    def signs_in(self) -> None:
        self.goes("/en/accounts/login/")
        self.types(login=self.username, password=PASSWORD)
        self.presses("main form .btn")

    def finds(self, reference: str) -> None:
        """Open a case by its reference, typed into the search field."""
        self.page.fill("#find", reference)
        with self.page.expect_navigation():
            self.page.press("#find", "Enter")

    def picks(self, title: str) -> str:
        """Open an obstacle from the list, by its title; its reference is handed back."""
        self.presses("header a[href$='/work/queue']")
        self.presses("a[href*='kind=obstacle']")
        self.presses(self.page.get_by_role("link", name=title))
        return self.page.inner_text(".chead .meta > .code")

    def chooses(self, step: str) -> None:
        """Press a step on the page of the case."""
        way = f"main a[href*='/step/{step}'], main form[action*='/step/{step}'] button"
        self.presses(way)

    def takes(self, reference: str, step: str, **answers: str | bool | list[str]) -> None:
        """Find a case, choose a step, fill in its form and send it."""
        self.finds(reference)
        self.chooses(step)
        if answers:
            self.types(**answers)
            self.presses(SEND)

    def told(self) -> str:
        """What the page says about the step that was taken."""
        return self.reads(".notice.done, [role=status]")
