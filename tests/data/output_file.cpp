// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/output_file.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include <yuqian/data/read_log.hpp>
#include <yuqian/data/text_file.hpp>
#include "tests/data/expect_error.hpp"
#include "tests/data/scratch.hpp"

using namespace yuqian::data;

namespace {

mode_t mode(const std::string& path) {
  struct stat status{};
  REQUIRE(::lstat(path.c_str(), &status) == 0);
  return status.st_mode;
}

}  // namespace

TEST_CASE("output: what is not a plain file of ours is never replaced") {
  const Scratch scratch;
  const std::string target = scratch.file("target"), path = scratch.file("x");
  write_file(target, "kept");
  const auto refused = [&](const char* what) {
    const mode_t before = mode(path);
    for (const auto& ask : {require_writable, +[](const std::string& p) { write_file(p, "new"); }})
      CHECK_THAT(error_text([&] { ask(path); }),
                 StartsWith(path + ": ") && ContainsSubstring(what));
    CHECK(mode(path) == before);
    CHECK(read_file(target) == "kept");
    std::filesystem::remove(path);
    CHECK(scratch.entries() == 1);  // and no temporary file is left
  };
  std::filesystem::create_symlink("target", path);
  refused("is a link");
  std::filesystem::create_symlink("nowhere", path);
  refused("is a link");
  std::filesystem::create_directory(path);
  refused("is a directory");
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  refused("is a device, a FIFO or a socket");
  write_file(path, "old");
  REQUIRE(::chmod(path.c_str(), 0444) == 0);
  refused("is read-only");
  CHECK_THAT(error_text([] { require_writable("/dev/null"); }), ContainsSubstring("is a device"));
  CHECK_THAT(error_text([] { require_writable(""); }), ContainsSubstring("names no file"));
  CHECK_THAT(error_text([&] { require_writable(scratch.file("no/x")); }),
             ContainsSubstring("No such file or directory"));
}

TEST_CASE("output: a file that is replaced keeps its mode, a new one has the usual one") {
  const Scratch scratch;
  const std::string path = scratch.file("x");
  const mode_t mask = ::umask(027);
  write_file(path, "one");
  CHECK((mode(path) & 07777) == 0640);
  ::umask(mask);
  for (const mode_t wanted : {0600u, 0664u, 0777u}) {
    REQUIRE(::chmod(path.c_str(), wanted) == 0);
    write_file(path, "two");
    CHECK((mode(path) & 07777) == wanted);
    CHECK(read_file(path) == "two");
  }
}

TEST_CASE("output: a file that was read is not overwritten, by whatever name") {
  const Scratch scratch;
  const std::string path = scratch.file("x"), other = scratch.file("y");
  write_file(path, "input");
  std::filesystem::create_hard_link(path, other);
  {
    const ReadLog log;
    CHECK(read_file(path) == "input");
    for (const std::string& name : {path, other})
      CHECK_THAT(error_text([&] { require_writable(name); }),
                 ContainsSubstring("is read by this command"));
  }
  require_writable(path);
}

TEST_CASE("output: the longest name that a folder takes can be written") {
  const Scratch scratch;
  const std::string path = scratch.file(std::string(255, 'x'));
  write_file(path, "text");
  CHECK(read_file(path) == "text");
}

TEST_CASE("output: a write that fails is an error, and the old file stays") {
  const Scratch scratch;
  const std::string path = scratch.file("x");
  write_file(path, "old");
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit{10000, 10000};
    ::setrlimit(RLIMIT_FSIZE, &limit);  // the system itself makes the write short, then fails it
    try {
      write_file(path, std::string(20000, 'n'));
    } catch (const OutputError& error) {
      std::_Exit(std::string(error.what()).starts_with(path + ": cannot write the file: ") ? 7 : 8);
    }
    std::_Exit(9);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(read_file(path) == "old");
  CHECK(scratch.entries() == 1);
}

TEST_CASE("read log: a file that changes meanwhile is what it was when it was read first") {
  const Scratch scratch;
  const std::string path = scratch.file("x");
  write_file(path, "one");
  const ReadLog all;
  CHECK(read_file(path) == "one");
  std::filesystem::remove(path);
  {
    const ReadLog inner;
    CHECK(read_file(path) == "one");
    REQUIRE(inner.files().size() == 1);
    CHECK(inner.files()[0].bytes == 3);
  }
  CHECK(all.files().size() == 1);
  write_file(path, "two");  // by this process itself: no longer what was read
  CHECK(read_file(path) == "two");
}
