#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad samples for the checks of this folder: each must be named, and good ones must pass."""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
SPDX_C = '/* SPDX-License-Identifier: GPL-3.0-or-later */\n'
SPDX_XML = '<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem.replace('-', '_'), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_source = load(HERE / 'check-source.py')
check_translations = load(HERE / 'check-translations.py')
count_tests = load(HERE.parent / 'support' / 'count-tests.py')


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding='utf-8')

    def source_problems(self):
        return list(check_source.check_tree(str(self.root)))

    def assert_one_problem(self, *parts):
        problems = self.source_problems()
        self.assertEqual(len(problems), 1, problems)
        for part in parts:
            self.assertIn(part, problems[0])


class SourceTest(Tree):
    def test_good_source(self):
        self.write('src/store/dz-store.c', SPDX_C + '#include <sqlite3.h>\n'
                   '/* goto and /path/to/work/ in a comment */\nchar *go = "goto";\n')
        self.assertEqual(self.source_problems(), [])

    def test_isolated_folders(self):
        self.write('tests/core/test-x.c', SPDX_C
                   + 'g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);\n')
        self.assert_one_problem('test-x.c', 'leaks the folders')

    def test_foreign_headers(self):
        for room, header, allowed in [
                ('core', 'sqlite3.h', 'store'), ('service', 'gtk/gtk.h', 'desk'),
                ('service', 'jpeglib.h', 'photo'), ('examiner', 'seccomp.h', 'helper'),
                ('wire', 'libsoup/soup.h', 'sync'), ('photo', 'xnnpack.h', 'vision'),
                ('photo', 'cairo.h', 'demo'), ('core', 'json-glib/json-glib.h', 'wire'),
                ('desk', 'sodium.h', 'store'), ('ctl', 'adwaita.h', 'desk'),
                ('store', 'libexif/exif-data.h', 'photo'), ('demo', 'lcms2.h', 'photo')]:
            with self.subTest(room=room, header=header):
                self.write(f'src/{room}/dz-x.c', SPDX_C + f'# include <{header}>\n')
                self.assert_one_problem(f'src/{room}/dz-x.c:2:', header, allowed)
                (self.root / f'src/{room}/dz-x.c').unlink()

    def test_own_headers(self):
        for room, header in [('examiner/helper', 'seccomp.h'), ('desk', 'gtk/gtk.h'),
                             ('demo', 'cairo.h'), ('cache', 'sqlite3.h'), ('ctl', 'sodium.h')]:
            self.write(f'src/{room}/dz-x.c', SPDX_C + f'#include <{header}>\n')
        self.write('tests/service/test-x.c', SPDX_C + '#include <libsoup/soup.h>\n')
        self.assertEqual(self.source_problems(), [])

    def test_window_in_a_plain_test(self):
        self.write('tests/store/test-x.c', SPDX_C + '#include <gtk/gtk.h>\n')
        self.assert_one_problem('gtk/gtk.h')

    def test_missing_licence(self):
        for path in ['src/core/dz-x.h', 'bootstrap', 'data/meson.build', 'data/sql/0001-a.sql']:
            with self.subTest(path=path):
                self.write(path, 'int x;\n')
                self.assert_one_problem(path + ':1:', 'SPDX')
                (self.root / path).unlink()

    def test_long_line(self):
        self.write('src/core/dz-x.c', SPDX_C + '/* ' + '字' * 95 + ' */\n')
        self.write('src/core/dz-y.c', SPDX_C + '/* ' + '字' * 94 + ' */\n')
        self.assert_one_problem('dz-x.c:2:', '101 columns')

    def test_tab(self):
        self.write('src/core/dz-x.c', SPDX_C + '\tint x;\n')
        self.assert_one_problem('a tab')

    def test_goto(self):
        self.write('src/core/dz-x.c', SPDX_C + '/* a\n * b */\n  goto out;\n')
        self.assert_one_problem('dz-x.c:4:', 'goto')

    def test_long_source(self):
        self.write('src/core/dz-x.c', SPDX_C + 'int x;\n' * 1000)
        self.assert_one_problem('1001 lines')

    def test_machine_path(self):
        for folder in ['work', 'root', 'farm']:
            with self.subTest(folder=folder):
                self.write('README.md', 'see /' + folder + '/somewhere\n')
                self.assert_one_problem('README.md:1:', 'a path of one machine')
        self.write('README.md', 'see data/work/x and https://example.org/work/x\n')
        self.assertEqual(self.source_problems(), [])

    def test_lock_file_with_registry(self):
        self.write('data/models/package-lock.json', json.dumps(
            {'packages': {'a': {'resolved': 'somewhere'}}}))
        self.assert_one_problem('registry')

    def test_broken_xml(self):
        self.write('data/x.svg', SPDX_XML + '<svg><g></svg>')
        self.assert_one_problem('not well-formed')

    def test_ui_without_class(self):
        self.write('ui/dz-photo-row.ui', SPDX_XML + '<interface><template class="DzPhotoRow"/>'
                   '</interface>')
        self.assert_one_problem('src/desk/dz-photo-row.c is missing')
        self.write('src/desk/dz-photo-row.c', SPDX_C)
        self.assertEqual(self.source_problems(), [])
        self.write('ui/dz-photo-row.ui', SPDX_XML + '<interface><template class="DzRow"/>'
                   '</interface>')
        self.assert_one_problem('no template of the class DzPhotoRow')

    def test_not_utf8(self):
        (self.root / 'README.md').write_bytes('对照'.encode('gb18030'))
        self.assert_one_problem('not UTF-8')

    def test_what_others_made_is_not_read(self):
        for folder in ['.git', 'build', 'build-ci', 'data/models/node_modules',
                       'tests/check/__pycache__']:
            self.write(f'{folder}/dz-x.c', 'no licence\n')
        self.assertEqual(self.source_problems(), [])
        self.write('src/build/dz-x.c', 'no licence\n')
        self.assert_one_problem('src/build/dz-x.c')

    @unittest.skipUnless(shutil.which('git'), 'no git here')
    def test_repository_ignores_what_git_ignores(self):
        subprocess.run(['git', 'init', '-q', self.root], check=True)
        self.write('.gitignore', 'made/\n')
        self.write('made/dz-x.c', 'no licence\n')
        self.write('src/core/dz-x.c', 'no licence\n')
        self.assert_one_problem('src/core/dz-x.c')


class TranslationsTest(Tree):
    HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'

    def setUp(self):
        super().setUp()
        self.write('po/LINGUAS', 'zh_CN\n')
        self.write('po/POTFILES.in', '# comment\nsrc/desk/dz-x.c\n')
        self.write('src/desk/dz-x.c', 'char *x = _("Approve");\n')
        self.write('po/zh_CN.po', self.HEADER + 'msgid "Approve"\nmsgstr "通过"\n')

    def problems(self):
        return [*check_translations.check_potfiles(self.root),
                *check_translations.check_languages(self.root)]

    def assert_problem(self, *parts):
        said = '\n'.join(self.problems())
        for part in parts:
            self.assertIn(part, said)

    def test_good(self):
        self.assertEqual(self.problems(), [])

    def test_unlisted_source(self):
        self.write('src/desk/dz-y.c', 'ngettext ("%d photo", "%d photos", n);\n')
        self.assert_problem('src/desk/dz-y.c holds text')

    def test_unlisted_ui(self):
        self.write('ui/dz-y.ui', '<property translatable="yes">Skip</property>\n')
        self.assert_problem('ui/dz-y.ui holds text')

    def test_text_in_a_comment(self):
        self.write('src/desk/dz-y.c', '/* as _("this") */\n')
        self.assertEqual(self.problems(), [])

    def test_listed_for_nothing(self):
        self.write('po/POTFILES.in', 'src/desk/dz-x.c\nsrc/desk/dz-y.c\n')
        self.assert_problem('src/desk/dz-y.c is listed and does not exist')
        self.write('src/desk/dz-y.c', 'int x;\n')
        self.assert_problem('src/desk/dz-y.c is listed and holds no text')

    def test_new_text(self):
        self.write('src/desk/dz-x.c', 'char *x = _("Approve"), *y = _("Skip this photo");\n')
        self.assert_problem('po/zh_CN.po is behind', 'Skip this photo')

    def test_untranslated(self):
        self.write('po/zh_CN.po', self.HEADER + 'msgid "Approve"\nmsgstr ""\n')
        self.assert_problem('untranslated')

    def test_fuzzy(self):
        self.write('po/zh_CN.po', self.HEADER + '#, fuzzy\nmsgid "Approve"\nmsgstr "通过"\n')
        self.assert_problem('fuzzy')

    def test_broken_format(self):
        self.write('src/desk/dz-x.c', 'char *x = _("%d photos");\n')
        self.write('po/zh_CN.po',
                   self.HEADER + '#, c-format\nmsgid "%d photos"\nmsgstr "%s 张"\n')
        self.assert_problem('po/zh_CN.po', 'format')


class CountTest(unittest.TestCase):
    def count(self, result, output=''):
        counts = count_tests.count_program({'result': result, 'stdout': output})
        return counts['passed'], counts['failed'], counts['skipped']

    def test_tap(self):
        output = '1..5\nok 1 /a\nok 2 /b # SKIP no photos\nnot ok 3 /c\n' \
                 'not ok 4 /d # TODO later\nokay, said the program\nok 5 /e\n'
        self.assertEqual(self.count('FAIL', output), (3, 1, 1))

    def test_crash_after_good_cases(self):
        self.assertEqual(self.count('ERROR', '1..3\nok 1 /a\nok 2 /b\n'), (2, 1, 0))

    def test_timeout_and_crash_without_cases(self):
        self.assertEqual(self.count('TIMEOUT', '1..3\n'), (0, 1, 0))
        self.assertEqual(self.count('ERROR'), (0, 1, 0))

    def test_plain_program(self):
        self.assertEqual(self.count('OK', 'ok, all is well\n'), (1, 0, 0))
        self.assertEqual(self.count('FAIL'), (0, 1, 0))
        self.assertEqual(self.count('SKIP'), (0, 0, 1))

    def run_counter(self, *arguments):
        script = HERE.parent / 'support' / 'count-tests.py'
        done = subprocess.run([sys.executable, str(script), *arguments],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def test_nothing_ran(self):
        self.assertEqual(self.run_counter(), (1, '0 passed, 1 failed\n'))

    def test_log_file(self):
        with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
            log.write('{"result": "OK", "stdout": "1..2\\nok 1 /a\\nok 2 /b\\n"}\n'
                      '{"result": "OK", "stdout": ""}\n')
            log.flush()
            self.assertEqual(self.run_counter(log.name), (0, '3 passed, 0 failed\n'))
            self.assertEqual(self.run_counter('--also-failed', '2', log.name),
                             (1, '3 passed, 2 failed\n'))


class LookTwiceTest(unittest.TestCase):
    """Programs that leave memory behind in the first run, and what the second comes to."""

    LEAKS = 'echo "ERROR: LeakSanitizer: detected memory leaks" >&2; exit 1'

    def run_twice(self, first, second):
        script = HERE.parent / 'support' / 'look-twice.sh'
        program = f'case "$ASAN_OPTIONS" in *malloc=1*) {first};; *) {second};; esac'
        done = subprocess.run([str(script), 'sh', '-c', program], capture_output=True, text=True,
                              check=False, env={'PATH': '/usr/bin:/bin', 'ASAN_OPTIONS': 'x=1',
                                                'LSAN_OPTIONS': 'y=1'})
        return done.returncode, done.stdout

    def test_once(self):
        self.assertEqual(self.run_twice('echo 1..0', 'exit 9'), (0, '1..0\n'))
        self.assertEqual(self.run_twice('echo 1..1; exit 7', 'exit 9'), (7, '1..1\n'))

    def test_leak_of_a_library(self):
        self.assertEqual(self.run_twice(f'echo no; {self.LEAKS}',
                                        'echo yes; echo Suppressions used: >&2'), (0, 'yes\n'))

    def test_leak_of_ours(self):
        self.assertEqual(self.run_twice(self.LEAKS, self.LEAKS), (1, ''))

    def test_leak_at_times(self):
        self.assertEqual(self.run_twice(self.LEAKS, 'true'), (1, ''))


if __name__ == '__main__':
    unittest.main()
