from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from workflow.printing import permissions, procedure

PAGES = {"procedure.md": procedure, "permissions.md": permissions}


class Command(BaseCommand):
    help = "Print docs/procedure.md and docs/permissions.md from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say what is stale")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs"
        stale = []
        with override("en"):
            for name, page in PAGES.items():
                path, text = folder / name, page()
                if not path.exists() or path.read_text(encoding="utf-8") != text:
                    stale.append(name)
                    if not check:
                        path.write_text(text, encoding="utf-8")
        if check and stale:
            raise CommandError(f"stale: {', '.join(stale)}; run: make docs")
        self.stdout.write("docs: " + (", ".join(stale) or "up to date"))
