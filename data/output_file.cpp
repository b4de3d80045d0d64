// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/output_file.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>

#include <yuqian/data/error.hpp>
#include <yuqian/data/read_log.hpp>

namespace yuqian::data {
namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& message,
                         const std::string& hint) {
  throw InputError({{path}, message, {}, hint});
}

std::filesystem::path folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? "." : folder;
}

/// The file that will be replaced, checked; nothing where there is none.
std::optional<struct stat> target(const std::string& path) {
  if (path.empty() || path.back() == '/')
    refuse(path, "names no file to write", "give the file a name");
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return std::nullopt;
    refuse(path, std::string("cannot write the file: ") + std::strerror(errno),
           "check the folder and its permissions");
  }
  const char* kind = S_ISDIR(status.st_mode)   ? "a directory"
                     : S_ISLNK(status.st_mode) ? "a link"
                     : S_ISREG(status.st_mode) ? nullptr
                                               : "a device, a FIFO or a socket";
  if (kind)
    refuse(path, std::string("is ") + kind + ", which is never replaced",
           "name a plain file, or one that does not exist");
  // Root may write what nobody may write; that it was made read-only is still somebody's wish.
  if ((status.st_mode & 0222) == 0 || ::access(path.c_str(), W_OK) != 0)
    refuse(path, "is read-only", "make it writable, or name another file");
  if (ReadLog::has_read(status.st_dev, status.st_ino))
    refuse(path, "is read by this command, and would be overwritten", "name another file");
  return status;
}

/// Opens a name of its own in the folder; `temporary` gets it. Negative: errno says why.
int open_temporary(const std::string& path, std::string& temporary) {
  static std::atomic<unsigned> count{0};
  for (int attempt = 0; attempt < 100; ++attempt) {
    // Short, so that the longest name that a folder takes can be written, too.
    const std::string name =
        ".yuqian.tmp." + std::to_string(::getpid()) + "." + std::to_string(count++);
    temporary = (folder_of(path) / name).string();
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor >= 0 || errno != EEXIST) return descriptor;
  }
  return -1;
}

std::string reason(const std::string& path, const char* what, int error) {
  const char* hint = error == ENOSPC || error == EDQUOT ? "free some disk space"
                     : error == EFBIG ? "the limit on the size of files is too low"
                                      : "check the disk";
  return path + ": " + what + ": " + std::strerror(error) + "; " + hint;
}

}  // namespace

OutputFile::OutputFile(std::string path) : path_(std::move(path)) {
  const auto replaced = target(path_);
  descriptor_ = open_temporary(path_, temporary_);
  if (descriptor_ < 0) {
    const int error = errno;
    temporary_.clear();
    if (error == ENOSPC || error == EDQUOT || error == EIO || error == EMFILE)
      throw OutputError(reason(path_, "cannot write the file", error));
    refuse(path_, std::string("cannot write the file: ") + std::strerror(error),
           "check the folder and its permissions");
  }
  if (!replaced) return;
  // The owner first: changing it may clear bits of the mode. Only root can; others keep their own.
  if (replaced->st_uid != ::geteuid() || replaced->st_gid != ::getegid())
    if (::fchown(descriptor_, replaced->st_uid, replaced->st_gid) != 0) errno = 0;
  if (::fchmod(descriptor_, replaced->st_mode & 07777) != 0)
    fail("cannot keep the mode of the file", errno);
}

OutputFile::~OutputFile() {
  close();
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

void OutputFile::fail(const char* what, int error) {
  close();
  ::unlink(temporary_.c_str());  // makes the room that it took free again at once
  temporary_.clear();
  throw OutputError(reason(path_, what, error));
}

void OutputFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor_, bytes.data(), bytes.size());
    if (n > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(n));
    } else if (n == 0 || errno != EINTR) {
      fail("cannot write the file", n == 0 ? ENOSPC : errno);
    }
  }
}

void OutputFile::publish() {
  if (::fsync(descriptor_) != 0) fail("cannot flush the file to disk", errno);
  const int closed = ::close(descriptor_);
  descriptor_ = -1;
  if (closed != 0 && errno != EINTR) fail("cannot write the file", errno);
  target(path_);  // it may have become something else meanwhile
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0)
    fail("cannot put the finished file in place", errno);
  temporary_.clear();
  ReadLog::forget(path_);
  // The name survives a power failure, too, where the file system can promise it.
  const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

void write_file(const std::string& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(bytes);
  file.publish();
}

void require_writable(const std::string& path) { const OutputFile probe(path); }

}  // namespace yuqian::data
