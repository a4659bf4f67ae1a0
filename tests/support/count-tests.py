#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what the given meson test logs (testlog*.json) hold and prints one line.

A TAP program counts as its cases, any other program as one. A program that ended badly without
saying which case failed (a crash, a timeout, a missing plan) counts as one failure more, so that
nothing bad is ever counted as nothing, and so does a run without any test. Exit status 1 if
anything failed.
"""

import argparse
import json
import re
import sys
from collections import Counter

CASE = re.compile(r'^(not )?ok\b[^#\n]*(?:#\s*(SKIP|TODO))?', re.IGNORECASE | re.MULTILINE)
PLAN = re.compile(r'^1\.\.\d+', re.MULTILINE)
GOOD = {'OK', 'EXPECTEDFAIL'}


def count_cases(output):
    """The cases of one TAP output; none for the output of any other program."""
    counts = Counter()
    if not PLAN.search(output):
        return counts
    for bad, directive in CASE.findall(output):
        directive = directive.upper()
        if directive == 'SKIP':
            counts['skipped'] += 1
        elif bad and directive != 'TODO':
            counts['failed'] += 1
        else:
            counts['passed'] += 1
    return counts


def count_program(entry):
    """One line of the log: what one test program came to."""
    counts = count_cases(entry.get('stdout', ''))
    result = entry['result']
    if result in GOOD or result == 'SKIP':
        if not counts:
            counts['skipped' if result == 'SKIP' else 'passed'] += 1
    elif not counts['failed']:
        counts['failed'] += 1
    return counts


def count_logs(paths):
    counts = Counter()
    for path in paths:
        with open(path, encoding='utf-8') as log:
            for line in log:
                counts += count_program(json.loads(line))
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--also-failed', type=int, default=0, metavar='N',
                        help='failures known from elsewhere, such as a build that did not end')
    parser.add_argument('logs', nargs='*')
    arguments = parser.parse_args()

    counts = count_logs(arguments.logs)
    counts['failed'] += arguments.also_failed
    if not counts['passed'] and not counts['failed']:
        counts['failed'] = 1
    if counts['skipped']:
        print(f"{counts['skipped']} skipped")
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts['failed'] else 0


if __name__ == '__main__':
    sys.exit(main())
