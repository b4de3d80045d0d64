// SPDX-License-Identifier: Apache-2.0
#include "model/batch/journal.hpp"

#include "data/error.hpp"
#include "data/sha256.hpp"
#include "data/text_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace yuqian::model {
namespace {

std::string checksum(std::string_view text) { return data::sha256(text).substr(0, 8); }

std::string header(const std::string& fingerprint) {
  return "yuqian-batch-journal 1 " + fingerprint + "\n";
}

/// Numbers as hexadecimal floating point: the last bit survives.
std::string line(std::size_t position, const BatchResult& r) {
  std::string text = fmt::format("{} {} {} {:a} {:a} {:a} {}", position, static_cast<int>(r.status),
                                 r.iterations, r.residual, r.gap, r.replication, r.values.size());
  for (const double v : r.values) text += fmt::format(" {:a}", v);
  text += "\t";
  for (const char c : r.reason) text += c == '\n' || c == '\t' ? ' ' : c;
  return text + "\t" + checksum(text) + "\n";
}

bool parse(const std::string& text, std::map<std::size_t, BatchResult>& done) {
  const auto end = text.rfind('\t'), middle = text.find('\t');
  if (end == text.npos || middle == end ||
      checksum(std::string_view(text).substr(0, end)) != text.substr(end + 1))
    return false;
  std::istringstream in(text.substr(0, middle));
  const auto real = [&] {  // streams do not read hexadecimal floating point
    std::string word;
    in >> word;
    return std::strtod(word.c_str(), nullptr);
  };
  std::size_t position = 0, count = 0;
  int status = 0;
  BatchResult r;
  in >> position >> status >> r.iterations;
  r.status = static_cast<BatchResult::Status>(status);
  r.residual = real();
  r.gap = real();
  r.replication = real();
  in >> count;
  for (std::size_t k = 0; k < count; ++k) r.values.push_back(real());
  r.reason = text.substr(middle + 1, end - middle - 1);
  done[position] = std::move(r);
  return true;
}

/// Whole lines that are sound; returns their length in bytes.
std::size_t read_lines(const std::string& path, const std::string& bytes,
                       const std::string& fingerprint, std::map<std::size_t, BatchResult>& done) {
  const std::string head = header(fingerprint);
  if (bytes.size() < head.size() && head.starts_with(bytes)) return 0;  // killed while it was made
  if (!bytes.starts_with(head))
    throw data::InputError({{path},
                            "this journal was written by another batch: the plan, a file that it "
                            "names or the program has changed",
                            "",
                            "remove it, or write to another --out"});
  std::size_t begin = head.size();
  for (;;) {
    const std::size_t end = bytes.find('\n', begin);
    if (end == bytes.npos || !parse(bytes.substr(begin, end - begin), done)) return begin;
    begin = end + 1;
  }
}

}  // namespace

BatchJournal::BatchJournal(std::string path, std::string fingerprint) : path_(std::move(path)) {
  const auto fail = [&](const char* what) {
    throw data::InputError({{path_},
                            std::string(what) + ": " + std::strerror(errno),
                            "",
                            "choose a folder that exists and can be written"});
  };
  std::size_t sound = 0;
  if (std::filesystem::exists(path_))
    sound = read_lines(path_, data::read_file(path_), fingerprint, done_);
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file_ < 0) fail("cannot open the journal");
  if (::ftruncate(file_, static_cast<off_t>(sound)) != 0) fail("cannot shorten the journal");
  if (const std::string head = header(fingerprint);
      sound == 0 && ::write(file_, head.data(), head.size()) != static_cast<ssize_t>(head.size()))
    fail("cannot write the journal");
}

BatchJournal::~BatchJournal() {
  if (file_ >= 0) ::close(file_);
}

void BatchJournal::append(std::size_t position, const BatchResult& r) {
  const std::string text = line(position, r);
  const std::lock_guard lock(mutex_);
  if (::write(file_, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    throw data::InputError({{path_},
                            std::string("cannot write the journal: ") + std::strerror(errno),
                            "",
                            "make room on the disk; the same command goes on from here"});
  done_[position] = r;
}

void BatchJournal::flush_to_disk() { ::fdatasync(file_); }

std::map<std::size_t, BatchResult> read_batch_journal(const std::string& path,
                                                      const std::string& fingerprint) {
  std::map<std::size_t, BatchResult> done;
  read_lines(path, data::read_file(path), fingerprint, done);
  return done;
}

}  // namespace yuqian::model
