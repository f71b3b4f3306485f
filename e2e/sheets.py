"""Spreadsheets as bytes, written and read with the standard library alone."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKED = "http://schemas.openxmlformats.org/package/2006/relationships"


def letters(column):
    """A for 1, AA for 27."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def cell(name, value):
    if isinstance(value, (int, float)):
        return f'<c r="{name}"><v>{value}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def written(rows):
    """One sheet of these rows; `None` is an empty cell."""
    lines = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{letters(column)}{number}", value)
                  for column, value in enumerate(row, 1) if value is not None) + "</row>"
        for number, row in enumerate(rows, 1))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
                        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>')
        packed.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKED}">'
                        f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/s1.xml"/>'
                        "</Relationships>")
        packed.writestr("xl/worksheets/s1.xml",
                        f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>')
    return file.getvalue()


def read(content):
    """{cell: value} of the first sheet; every value as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        strings = []
        if "xl/sharedStrings.xml" in names:
            root = ET.fromstring(packed.read("xl/sharedStrings.xml"))
            strings = ["".join(t.text or "" for t in each.iter(f"{{{MAIN}}}t")) for each in root]
        sheet = next(name for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
        found = {}
        for each in ET.fromstring(packed.read(sheet)).iter(f"{{{MAIN}}}c"):
            text = "".join(t.text or "" for t in each.iter() if t.tag in (f"{{{MAIN}}}v", f"{{{MAIN}}}t"))
            if text:
                found[each.get("r")] = strings[int(text)] if each.get("t") == "s" else text
        return found
