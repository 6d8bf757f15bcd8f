/**
 * Modules whose functions reach beyond data: they run programs or code, load modules, open files or sockets.
 * A file that names one of them was made to attack its reader, or by a program that pickles code.
 */
const modules = new Set(
  (
    "os posix nt posixpath ntpath subprocess _posixsubprocess popen2 commands platform sys shutil tempfile glob fileinput " +
    "socket _socket socketserver ssl select selectors http urllib urllib2 urllib3 httplib requests ftplib smtplib poplib " +
    "imaplib nntplib telnetlib xmlrpc webbrowser antigravity " +
    "importlib _frozen_importlib imp pkgutil zipimport runpy code codeop marshal dill cloudpickle pickle _pickle cPickle " +
    "shelve ctypes _ctypes cffi mmap pty tty fcntl signal _signal resource gc inspect pdb bdb cmd trace timeit profile " +
    "cProfile doctest unittest threading _thread thread multiprocessing asyncio concurrent sched atexit faulthandler " +
    "pip setuptools distutils ensurepip venv sqlite3"
  ).split(" "),
);

/** Functions that are refused although their module holds plain data types too. */
const functions = new Set([
  "io.open",
  "io.open_code",
  "io.FileIO",
  "_io.open",
  "_io.open_code",
  "_io.FileIO",
  "codecs.open",
  "types.CodeType",
  "types.FunctionType",
  "types.LambdaType",
  "types.MethodType",
  "numpy.load",
  "numpy.fromfile",
  "numpy.memmap",
  "numpy.testing._private.utils.runstring",
]);

/** The only names of `builtins` that are data types. Exceptions and warnings are data as well. */
const builtinTypes = new Set(
  (
    "object int long float complex bool str unicode bytes bytearray list tuple dict set frozenset range xrange slice " +
    "type iter reversed enumerate zip memoryview Ellipsis NotImplemented basestring NoneType ellipsis"
  ).split(" "),
);

const exception =
  /^(\w+(Error|Exception|Warning|Group)|StopIteration|StopAsyncIteration|GeneratorExit|KeyboardInterrupt|SystemExit)$/;

/**
 * True for a name that no data file has a reason to hold, for example `os.system` or `builtins.eval`.
 * @param module as {@link canonicalModule} gives it
 */
export function isForbidden(module: string, name: string): boolean {
  if (module === "builtins") return !builtinTypes.has(name) && !exception.test(name);
  return modules.has(module.split(".", 1)[0]) || functions.has(`${module}.${name}`);
}

/** One name for modules that Python or numpy renamed. */
export function canonicalModule(module: string): string {
  if (module === "__builtin__") return "builtins";
  if (module === "copy_reg") return "copyreg";
  if (module.startsWith("numpy._core.")) return `numpy.core.${module.slice("numpy._core.".length)}`;
  return module;
}
