"""Jupyter's own conformance tests, run against the installed kernel."""

import unittest

import jupyter_kernel_test


class NightbookKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "nightbook"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('test')"
    completion_samples = [
        {"text": "Math.ab", "matches": {"abs"}},
        {"text": "[1, 2].flatM", "matches": {"flatMap"}},
    ]
    complete_code_samples = ["1 + 1", "const a = 1;", "for (const x of [1]) { x }", "`closed ${1}`"]
    incomplete_code_samples = ["function f() {", "const t = `abc", "[1, 2,"]
    invalid_code_samples = ["const = 3", "1 +* 2"]
    code_page_something = "Math?"
    code_generate_error = "throw new Error('boom')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2].map((x) => x * 10)", "result": "[ 10, 20 ]"},
        {"code": "40 + 2", "result": "42"},
    ]
    code_display_data = [
        {"code": "nb.display.html('<b>x</b>')", "mime": "text/html"},
        {"code": "nb.display.svg('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", "mime": "image/svg+xml"},
    ]
    code_history_pattern = "6?*?7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math"
    code_clear_output = "nb.clearOutput()"


if __name__ == "__main__":
    unittest.main(verbosity=2)
