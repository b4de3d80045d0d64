// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/text_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include <yuqian/data/error.hpp>
#include <yuqian/data/label.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/data/utf8.hpp>

namespace yuqian::data {
namespace {

/// Closes at the end.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

constexpr std::size_t largest_file = std::size_t{4} << 30, largest_stream = std::size_t{256} << 20;

InputError trouble(const std::string& path, const std::string& what, int error) {
  std::string hint = "check the path and its permissions";
  if (error == ENOENT) hint = "check the spelling of the path";
  return InputError({{path}, what + ": " + std::strerror(error), {}, hint});
}

Position position_of(const std::string& name, std::string_view text, std::size_t offset) {
  Position where{name, 1, 1};
  for (std::size_t at = 0; at < offset;) {
    const bool newline = text[at] == '\n';
    where.line += newline;
    where.column = newline ? 1 : where.column + 1;
    at += utf8_length(text, at);
  }
  return where;
}

}  // namespace

std::string read_file(const std::string& path) { return ReadLog::read(path)->bytes; }

std::string read_from_disk(const std::string& path, dev_t* device, ino_t* inode) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status{};
  if (file.number < 0 || ::fstat(file.number, &status) != 0)
    throw trouble(path, "cannot read the file", errno);
  if (S_ISDIR(status.st_mode))
    throw InputError({{path}, "is a directory, not a file", {}, "name a file"});
  if (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode))
    throw InputError({{path}, "is a device, not a file", {}, "name a file"});
  const bool regular = S_ISREG(status.st_mode);
  const std::size_t most = regular ? largest_file : largest_stream;
  std::string bytes;
  if (regular) bytes.reserve(std::min(most, static_cast<std::size_t>(status.st_size)) + 1);
  std::vector<char> buffer(1 << 16);
  for (;;) {
    const ssize_t n = ::read(file.number, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw trouble(path, "cannot read the file", errno);
    if (n == 0) break;
    bytes.append(buffer.data(), static_cast<std::size_t>(n));
    if (bytes.size() > most)
      throw InputError({{path},
                        "is larger than " + std::to_string(most >> 20) + " MiB",
                        {},
                        "this cannot be an input of this program: check the name"});
  }
  *device = status.st_dev, *inode = status.st_ino;
  return bytes;
}

std::string checked_text(std::string bytes, const std::string& name) {
  const std::string_view text = bytes;
  if (text.size() > largest_stream)
    throw InputError({{name},
                      "is larger than " + std::to_string(largest_stream >> 20) + " MiB",
                      {},
                      "this cannot be a text that this program reads: check the name"});
  const std::string hint = "save the file as UTF-8";
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    throw InputError({{name, 1, 1}, "the file is UTF-16", {}, hint});
  if (text.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (const auto bad = first_bad_utf8(bytes)) {
    char code[8];
    std::snprintf(code, sizeof code, "0x%02X", static_cast<unsigned char>(bytes[*bad]));
    throw InputError({position_of(name, bytes, *bad),
                      std::string("byte ") + code + " is not UTF-8 (GBK or Latin-1 perhaps)",
                      {},
                      hint});
  }
  if (const auto zero = bytes.find('\0'); zero != std::string::npos)
    throw InputError(
        {position_of(name, bytes, zero), "a zero byte: this is not a text file", {}, hint});
  if (const auto control = control_character(bytes, true)) {
    const auto at = std::find_if(bytes.begin(), bytes.end(), [](unsigned char c) {
      return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    });
    if (at != bytes.end())
      throw InputError({position_of(name, bytes, static_cast<std::size_t>(at - bytes.begin())),
                        "the control character " + *control_character({&*at, 1}),
                        {},
                        "take it out: text files hold none"});
  }
  return bytes;
}

std::string read_text(const std::string& path) { return checked_text(read_file(path), path); }

}  // namespace yuqian::data
