"""A list as a file: CSV and JSON row by row, XLSX by way of a file that is never kept."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from typing import IO, Any
from xml.sax.saxutils import escape

from django.core.serializers.json import DjangoJSONEncoder

from obstacles.spreadsheets import csv_lines

Row = Mapping[str, Any]
NAMESPACE = "http://schemas.openxmlformats.org"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{NAMESPACE}/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{NAMESPACE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{NAMESPACE}/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}/spreadsheetml/2006/main" '
    f'xmlns:r="{NAMESPACE}/officeDocument/2006/relationships">'
    '<sheets><sheet name="Passerelle" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{NAMESPACE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{NAMESPACE}/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}


def as_csv(names: list[str], rows: Iterable[Row]) -> Iterator[bytes]:
    for line in csv_lines(_cells(names, rows)):
        yield line.encode()


def as_json(rows: Iterable[Row]) -> Iterator[bytes]:
    mark = "[\n"
    for row in rows:
        yield (mark + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)).encode()
        mark = ",\n"
    yield b"\n]\n" if mark != "[\n" else b"[]\n"


def as_xlsx(names: list[str], rows: Iterable[Row]) -> IO[bytes]:
    """A workbook of one sheet in which every cell is a text, so none is a formula."""
    with ExitStack() as kept:
        file = kept.enter_context(tempfile.TemporaryFile())
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
            for name, part in PARTS.items():
                book.writestr(name, HEAD + part)
            with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
                start = f'<worksheet xmlns="{NAMESPACE}/spreadsheetml/2006/main"><sheetData>'
                sheet.write((HEAD + start).encode())
                for cells in _cells(names, rows):
                    sheet.write(f"<row>{''.join(map(_cell, cells))}</row>".encode())
                sheet.write(b"</sheetData></worksheet>")
        file.seek(0)
        kept.pop_all()
    return file


def _cell(value: object) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _cells(names: list[str], rows: Iterable[Row]) -> Iterator[list[object]]:
    yield list(names)
    for row in rows:
        yield [_shown(row.get(name)) for name in names]


def _shown(value: Any) -> object:
    """What stands in a cell: a name for a code, several with semicolons."""
    match value:
        case None:
            return ""
        case {"name": name}:
            return name
        case list():
            return "; ".join(str(_shown(one)) for one in value)
        case _ if hasattr(value, "isoformat"):
            return value.isoformat()
    return value
