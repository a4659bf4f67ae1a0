#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the sources of the tree in the given folder and prints what breaks a rule of the house.

The compiler holds our own headers (a room sees only the rooms it names); system headers stand where
every room could include them, so that they are held here.
"""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

# Start of an included header → the rooms (folders of src/) that may include it.
HEADER_ROOMS = {
    'adwaita.h': {'desk'},
    'gtk/': {'desk'},
    'gdk/': {'desk'},
    'gsk/': {'desk'},
    'pango/': {'desk', 'ctl'},
    'cairo': {'desk', 'demo', 'ctl'},
    'sqlite3.h': {'sqlite', 'store', 'cache'},
    'jpeglib.h': {'photo'},
    'turbojpeg.h': {'photo'},
    'libexif/': {'photo'},
    'lcms2.h': {'photo'},
    'xnnpack.h': {'vision'},
    'pthreadpool.h': {'vision'},
    'libsoup/': {'service', 'sync', 'ctl'},
    'json-glib/': {'rules', 'chain', 'store', 'cache', 'wire', 'service', 'sync', 'delivery',
                   'demo', 'desk', 'ctl'},
    'sodium.h': {'chain', 'store', 'cache', 'service', 'sync', 'ctl'},
    'roaring/': {'cache'},
    'seccomp.h': {'helper'},
    'unicode/': {'desk'},
}

# A test may talk HTTP, open a database and read a JPEG; a window it opens only where one is tested.
TEST_HEADER_ROOMS = {start: {'desk', 'e2e', 'screens', 'support'} for start in
                     ('adwaita.h', 'gtk/', 'gdk/', 'gsk/')}

MAX_COLUMNS = 100
MAX_LINES = 1000
SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'
SPDX_SUFFIXES = {'.c', '.h', '.css', '.html', '.in', '.js', '.py', '.sh', '.sql', '.supp', '.svg',
                 '.ui', '.xml', '.yaml', '.yml'}
SPDX_NAMES = {'meson.build', 'meson_options.txt', 'bootstrap', 'run', 'LINGUAS'}
BINARY_SUFFIXES = {'.jpg', '.jpeg', '.mo', '.png', '.xlsx', '.zip'}
XML_SUFFIXES = {'.svg', '.ui', '.xml'}

# GTK loads these by their names; they belong to the application and to no class.
CLASSLESS_UI = {'menus.ui'}

# Folders of the machines we work on, in pieces so that this file does not name them itself.
MACHINE_PATH = re.compile(r'(?<![\w.}$)/-])/(?:' + '|'.join(['work', 'root', 'farm']) + r')/')
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)
COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
                               re.DOTALL)
SKIPPED_FOLDERS = re.compile(r'^(?:\.git|build[^/]*)/|(?:^|/)(?:node_modules|__pycache__)/')


def ask_git(root):
    """The files git knows or would know; none where there is no git or no repository."""
    if shutil.which('git') is None:
        return []
    asked = subprocess.run(['git', '-C', root, 'ls-files', '-z', '--cached', '--others',
                            '--exclude-standard'], capture_output=True, text=True, check=False)
    return asked.stdout.split('\0')[:-1] if asked.returncode == 0 else []


def list_files(root):
    """The files of the tree, as relative paths: git's view, or all that lies there."""
    names = ask_git(root) or [path.relative_to(root).as_posix() for path in Path(root).rglob('*')]
    return sorted(name for name in set(names)
                  if not SKIPPED_FOLDERS.search(name) and (Path(root) / name).is_file())


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


def blank_out(match):
    """Keeps the lines of a comment or string and nothing else of it."""
    return re.sub(r'[^\n]', ' ', match.group())


def room_of(path):
    parts = path.split('/')
    if len(parts) < 3 or parts[0] not in ('src', 'tests'):
        return None
    return 'helper' if parts[1:3] == ['examiner', 'helper'] and len(parts) > 3 else parts[1]


def check_headers(path, text):
    room = room_of(path)
    if room is None:
        return
    table = HEADER_ROOMS if path.startswith('src/') else TEST_HEADER_ROOMS
    for match in INCLUDE.finditer(text):
        for start, rooms in table.items():
            if match.group(1).startswith(start) and room not in rooms:
                yield (line_of(text, match.start(1)),
                       f'<{match.group(1)}> belongs to {", ".join(sorted(rooms))}, not to {room}')


def check_columns(_path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > MAX_COLUMNS:
            yield number, f'{len(line)} columns; at most {MAX_COLUMNS}'


def check_tabs(_path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if '\t' in line:
            yield number, 'a tab; indent with spaces'


def check_goto(_path, text):
    for match in re.finditer(r'\bgoto\b', COMMENT_OR_STRING.sub(blank_out, text)):
        yield line_of(text, match.start()), 'goto; let g_autoptr clean up'


def check_isolation(_path, text):
    for match in re.finditer(r'\bG_TEST_OPTION_ISOLATE_DIRS\b', text):
        yield (line_of(text, match.start()),
               'GLib 2.74 leaks the folders it isolates; tests/meson.build gives every test its own')


def check_length(_path, text):
    count = text.count('\n')
    if count > MAX_LINES:
        yield count, f'{count} lines; at most {MAX_LINES}: is there a second class inside?'


def check_spdx(_path, text):
    if not any(SPDX in line for line in text.splitlines()[:3]):
        yield 1, f'no "{SPDX}" in the first lines'


def check_machine_paths(_path, text):
    for match in MACHINE_PATH.finditer(text):
        yield line_of(text, match.start()), f'a path of one machine: {match.group()}'


def check_lock_file(_path, text):
    for match in re.finditer(r'"resolved"|https?:', text):
        yield line_of(text, match.start()), 'the lock file names a registry; omit "resolved"'


def check_xml(_path, text):
    try:
        ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        yield error.position[0], f'not well-formed: {error}'


def class_name(base):
    """dz-photo-row → DzPhotoRow"""
    return ''.join(word.capitalize() for word in base.split('-'))


def check_ui_class(path, text, files):
    name = Path(path).name
    base = name[:-len('.ui')]
    if name in CLASSLESS_UI:
        return
    if f'src/desk/{base}.c' not in files:
        yield 1, f'no class of that name: src/desk/{base}.c is missing'
    if f'<template class="{class_name(base)}"' not in text:
        yield 1, f'no template of the class {class_name(base)}'


def checks_for(path):
    suffix, name = Path(path).suffix, Path(path).name
    if suffix in ('.c', '.h'):
        yield from (check_headers, check_columns, check_goto, check_isolation, check_length)
    if suffix in ('.c', '.h', '.css', '.py', '.sql', '.ui', '.yaml') or name in SPDX_NAMES:
        yield check_tabs
    if suffix in SPDX_SUFFIXES or name in SPDX_NAMES:
        yield check_spdx
    if suffix in XML_SUFFIXES:
        yield check_xml
    if name == 'package-lock.json':
        yield check_lock_file
    yield check_machine_paths


def check_file(root, path, files):
    """Yields (line, sentence) for what is wrong in one file."""
    if Path(path).suffix in BINARY_SUFFIXES:
        return
    try:
        text = (Path(root) / path).read_text(encoding='utf-8')
    except UnicodeDecodeError:
        # Fixtures may be in any encoding; sources may not.
        if not path.startswith('tests/fixtures/'):
            yield 1, 'not UTF-8'
        return
    for check in checks_for(path):
        yield from check(path, text)
    if path.endswith('.ui'):
        yield from check_ui_class(path, text, files)


def check_tree(root):
    files = list_files(root)
    for path in files:
        for line, sentence in check_file(root, path, set(files)):
            yield f'{path}:{line}: {sentence}'


def main():
    problems = list(check_tree(sys.argv[1] if len(sys.argv) > 1 else '.'))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
