#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold the manual pages against mandoc and against what the programs say of themselves.

Usage: check-man.py SOURCE_ROOT DUIZHAOCTL DUIZHAO_SERVICE
"""
import os
import re
import subprocess
import sys
from pathlib import Path


PAGES = ('duizhao.1', 'duizhaoctl.1', 'duizhao-examiner.8', 'duizhao-service.8',
         'zh_CN/duizhao.1', 'zh_CN/duizhaoctl.1')


def run(*command):
    env = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en')
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False).stdout


def lint(page):
    # mandoc knows the names of sections in English only.
    level = 'error' if page.parent.name == 'zh_CN' else 'warning'
    said = run('mandoc', '-T', 'lint', '-K', 'utf-8', '-W', level, str(page))
    return [line for line in said.splitlines() if line]


def list_subcommands(ctl):
    rows = run(ctl, '--help').split('Subcommands:')[1]
    return re.findall(r'^  ([a-z][a-z -]*?) +[A-Z]', rows, re.MULTILINE)


def list_options(program):
    return re.findall(r'--([a-z][a-z-]*)', run(program, '--help'))


def find_missing(page, macro, names):
    text = page.read_text(encoding='utf-8')
    return [f'{page}: {name} is not told' for name in sorted(set(names))
            if not re.search(rf'^\.It .*{macro} {re.escape(name)}(\s|$)', text, re.MULTILINE)]


def main(root, ctl, service):
    man = Path(root) / 'data' / 'man'
    pages = sorted(man.glob('**/*.[18]'))
    problems = [line for page in pages for line in lint(page)]
    problems += [f'{name} has no page' for name in PAGES if not (man / name).is_file()]
    for page in (man / 'duizhaoctl.1', man / 'zh_CN' / 'duizhaoctl.1'):
        problems += find_missing(page, 'Cm', list_subcommands(ctl))
    problems += find_missing(man / 'duizhao-service.8', 'Fl',
                             [f'-{name}' for name in list_options(service)])
    print('\n'.join(problems) or f'{len(pages)} pages are sound')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
