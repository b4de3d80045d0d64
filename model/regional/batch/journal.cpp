// SPDX-License-Identifier: Apache-2.0
#include <yuqian/model/regional/batch/journal.hpp>

#include <yuqian/data/error.hpp>
#include <yuqian/data/output_file.hpp>
#include <yuqian/data/read_log.hpp>
#include <yuqian/data/text_file.hpp>
#include <yuqian/model/regional/batch/journal_lines.hpp>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace yuqian::model {
namespace {

[[noreturn]] void lose(const std::string& path, const char* what, int error) {
  throw data::OutputError(path + ": " + what + ": " + std::strerror(error) +
                          "; make room on the disk; the same command goes on from here");
}

/// The bytes of a journal. They are not kept, but no output may replace it.
std::string journal_bytes(const std::string& path) {
  dev_t device = 0;
  ino_t inode = 0;
  std::string bytes = data::read_from_disk(path, &device, &inode);
  data::ReadLog::note(device, inode);
  return bytes;
}

}  // namespace

BatchJournal::BatchJournal(std::string path, const JournalFrame& frame) : path_(std::move(path)) {
  struct stat status{};
  const bool exists = ::lstat(path_.c_str(), &status) == 0;
  if (!exists || !S_ISREG(status.st_mode)) data::require_writable(path_);
  if (exists && data::ReadLog::has_read(status.st_dev, status.st_ino))
    throw data::InputError({{path_}, "is read by this command", "", "write to another --out"});
  if (exists) size_ = read_journal_lines(path_, journal_bytes(path_), frame, done_);
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (file_ < 0)
    throw data::InputError({{path_},
                            std::string("cannot open the journal: ") + std::strerror(errno),
                            "",
                            "choose a folder that exists and can be written"});
  if (::ftruncate(file_, static_cast<off_t>(size_)) != 0)
    lose(path_, "cannot shorten the journal", errno);
  if (size_ > 0) return;
  const std::string head = journal_header(frame.fingerprint);
  if (::write(file_, head.data(), head.size()) != static_cast<ssize_t>(head.size()))
    lose(path_, "cannot write the journal", errno ? errno : ENOSPC);
  size_ = head.size();
}

BatchJournal::~BatchJournal() {
  if (file_ >= 0) ::close(file_);
}

void BatchJournal::append(std::size_t position, const BatchResult& r) {
  const std::string text = journal_line(position, r);
  const std::lock_guard lock(mutex_);
  errno = 0;
  const ssize_t written = ::write(file_, text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size())) {
    const int error = written < 0 ? errno : ENOSPC;
    // Half a line would take the next one with it. Another process may have gone on behind it.
    struct stat status{};
    if (written > 0 && ::fstat(file_, &status) == 0 &&
        static_cast<std::size_t>(status.st_size) == size_ + static_cast<std::size_t>(written) &&
        ::ftruncate(file_, static_cast<off_t>(size_)) != 0)
      lose(path_, "cannot shorten the journal", errno);
    lose(path_, "cannot write the journal", error);
  }
  size_ += text.size();
  done_[position] = r;
}

void BatchJournal::flush_to_disk() {
  if (::fdatasync(file_) != 0 && errno != EINVAL && errno != EROFS)
    lose(path_, "cannot flush the journal to disk", errno);
}

void read_batch_journal(const std::string& path, const JournalFrame& frame,
                        std::map<std::size_t, BatchResult>& done) {
  read_journal_lines(path, journal_bytes(path), frame, done);
}

}  // namespace yuqian::model
