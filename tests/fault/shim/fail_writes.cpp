// SPDX-License-Identifier: Apache-2.0
// Preloaded into a program: its calls that put something on a disk are counted, and fail as an
// operating system makes them fail. What is written to the standard streams is let alone.
//
//   YUQIAN_FAIL_AT     number of the call, from 1
//   YUQIAN_FAIL_HOW    "once" (no space, this once), "on" (no space from there on), "io" (an I/O
//                      error), "short" (half of it is written)
//   YUQIAN_FAIL_TOLD   a file that is made when the call comes
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Fault { none, no_space, input_output, half };

Fault next() {
  static std::atomic<long> count{0};
  const char *at = std::getenv("YUQIAN_FAIL_AT"), *how = std::getenv("YUQIAN_FAIL_HOW"),
             *told = std::getenv("YUQIAN_FAIL_TOLD");
  if (!at || !how) return Fault::none;
  const long wanted = std::strtol(at, nullptr, 10), now = ++count;
  if (now < wanted || (now > wanted && std::strcmp(how, "on") != 0)) return Fault::none;
  if (told) {
    const int file = ::open(told, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0) ::close(file);
  }
  if (std::strcmp(how, "io") == 0) return Fault::input_output;
  return std::strcmp(how, "short") == 0 ? Fault::half : Fault::no_space;
}

/// True if the call fails; errno says why.
bool fails(Fault fault) {
  if (fault == Fault::none || fault == Fault::half) return false;
  errno = fault == Fault::no_space ? ENOSPC : EIO;
  return true;
}

template <class Function>
Function real(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
  static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
  if (file <= STDERR_FILENO || size == 0) return call(file, bytes, size);
  const Fault fault = next();
  if (fails(fault)) return -1;
  return call(file, bytes, fault == Fault::half ? (size + 1) / 2 : size);
}

int fsync(int file) {
  static const auto call = real<int (*)(int)>("fsync");
  return fails(next()) ? -1 : call(file);
}

int fdatasync(int file) {
  static const auto call = real<int (*)(int)>("fdatasync");
  return fails(next()) ? -1 : call(file);
}

int rename(const char* from, const char* to) {
  static const auto call = real<int (*)(const char*, const char*)>("rename");
  return fails(next()) ? -1 : call(from, to);
}
}
