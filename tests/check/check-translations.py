#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks in the given tree that every text for people can be translated and stands in Chinese.

po/POTFILES.in names every file that holds such text, and no other; po/zh_CN.po holds a translation
of every text that xgettext finds in those files, none of them fuzzy.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

MARKED_C = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|Q_|n?gettext|g_d[cpn]*gettext2?)\s*\(\s*"')
MARKED_UI = re.compile(r'\btranslatable="(?:yes|true|1)"')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)

# Those of meson's glib preset, which makes the real .pot file.
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_',
            '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2',
            '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3']


def needs_translation(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix == '.ui':
        return bool(MARKED_UI.search(text))
    return bool(MARKED_C.search(COMMENT.sub('', text)))


def read_list(path):
    lines = path.read_text(encoding='utf-8').splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def check_potfiles(root):
    listed = read_list(root / 'po/POTFILES.in')
    marked = {path.relative_to(root).as_posix()
              for path in [*root.glob('src/**/*.c'), *root.glob('src/**/*.h'),
                           *root.glob('ui/**/*.ui')]
              if needs_translation(path)}
    for path in sorted(marked - set(listed)):
        yield f'po/POTFILES.in: {path} holds text for people and is not listed'
    for path in listed:
        if not (root / path).is_file():
            yield f'po/POTFILES.in: {path} is listed and does not exist'
        elif path.startswith(('src/', 'ui/')) and path not in marked:
            yield f'po/POTFILES.in: {path} is listed and holds no text for people'
    if listed != sorted(listed):
        yield 'po/POTFILES.in: not in alphabetical order'


def run(command, root):
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def name_messages(said, template):
    """msgcmp speaks of the last line of each text in the template; gives the whole texts."""
    lines = template.read_text(encoding='utf-8').splitlines()
    for number in re.findall(re.escape(str(template)) + r':(\d+):', said):
        last = first = int(number) - 1
        while not lines[first].startswith('msgid'):
            first -= 1
        yield ''.join(re.findall(r'"(.*)"$', line)[0] for line in lines[first:last + 1])


def check_language(root, template, language):
    name = f'po/{language}.po'
    status, said = run(['msgfmt', '--check', '--statistics', '-o', '/dev/null', name], root)
    if status != 0 or 'fuzzy' in said or 'untranslated' in said:
        yield f'{name}: {said.strip()}'
    status, said = run(['msgcmp', name, str(template)], root)
    if status != 0:
        missing = '\n  '.join(name_messages(said, template)) or said.strip()
        yield f'{name} is behind the sources:\n  {missing}'


def check_languages(root):
    listed = [path for path in read_list(root / 'po/POTFILES.in') if (root / path).is_file()]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / 'all.pot'
        status, said = run([*XGETTEXT, '-o', str(template), *listed], root)
        if status != 0 or not template.exists():
            yield f'xgettext failed: {said.strip()}'
            return
        for language in read_list(root / 'po/LINGUAS'):
            yield from check_language(root, template, language)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else '.').resolve()
    problems = [*check_potfiles(root), *check_languages(root)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
