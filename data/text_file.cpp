// SPDX-License-Identifier: Apache-2.0
#include "data/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>

#include "data/error.hpp"
#include "data/utf8.hpp"

namespace yuqian::data {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

InputError trouble(const std::string& path, const std::string& what, int error) {
  std::string hint = "check the path and its permissions";
  if (error == ENOENT) hint = "check the spelling of the path";
  if (error == ENOSPC) hint = "free some disk space";
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

std::string read_file(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) throw trouble(path, "cannot read the file", errno);
  if (S_ISDIR(status.st_mode))
    throw InputError({{path}, "is a directory, not a file", {}, "name a file"});
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) throw trouble(path, "cannot read the file", errno);
  std::string bytes;
  char buffer[1 << 16];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, file.get()))
    bytes.append(buffer, n);
  if (std::ferror(file.get())) throw trouble(path, "cannot read the file", errno);
  return bytes;
}

std::string checked_text(std::string bytes, const std::string& name) {
  const std::string_view text = bytes;
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
  return bytes;
}

std::string read_text(const std::string& path) { return checked_text(read_file(path), path); }

std::string temporary_name(const std::string& path) {
  return path + ".tmp." + std::to_string(::getpid());
}

void publish_file(const std::string& temporary, const std::string& path) {
  const int descriptor = ::open(temporary.c_str(), O_RDWR);
  const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!flushed) throw trouble(temporary, "cannot flush the file to disk", error);
  if (std::rename(temporary.c_str(), path.c_str()) != 0)
    throw trouble(path, "cannot put the finished file in place", errno);
}

void write_file(const std::string& path, const std::string& bytes) {
  const std::string temporary = temporary_name(path);
  std::FILE* file = std::fopen(temporary.c_str(), "wb");
  if (!file) throw trouble(path, "cannot write the file", errno);
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const int error = errno;
  const bool closed = std::fclose(file) == 0;
  if (!written || !closed) {
    const InputError failure = trouble(path, "cannot write the file", written ? errno : error);
    ::unlink(temporary.c_str());
    throw failure;
  }
  publish_file(temporary, path);
}

}  // namespace yuqian::data
