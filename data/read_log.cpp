// SPDX-License-Identifier: Apache-2.0
#include <yuqian/data/read_log.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

#include <yuqian/data/read_apart.hpp>
#include <yuqian/data/sha256.hpp>
#include <yuqian/data/text_file.hpp>

namespace yuqian::data {
namespace {

thread_local int apart = 0;  // how many ReadApart live in this thread

}  // namespace

ReadApart::ReadApart() { ++apart; }
ReadApart::~ReadApart() { --apart; }

struct ReadLog::State {
  std::mutex mutex;
  std::vector<ReadLog*> logs;  // the outermost first
  std::map<const ReadLog*, std::thread::id> owners;
  std::map<std::string, std::shared_ptr<const Contents>> contents;
  std::set<std::pair<dev_t, ino_t>> places;

  void add(const std::string& path, const Contents& c) {
    for (ReadLog* log : logs)
      if ((apart == 0 || owners.at(log) == std::this_thread::get_id()) &&
          std::none_of(log->files_.begin(), log->files_.end(),
                       [&](const File& f) { return f.path == path; }))
        log->files_.push_back({path, c.sha256, c.bytes.size()});
  }
};

ReadLog::State& ReadLog::state() {
  static State state;
  return state;
}

ReadLog::ReadLog() {
  const std::lock_guard lock(state().mutex);
  state().logs.push_back(this);
  state().owners[this] = std::this_thread::get_id();
}

ReadLog::~ReadLog() {
  State& s = state();
  const std::lock_guard lock(s.mutex);
  std::erase(s.logs, this);
  s.owners.erase(this);
  if (!s.logs.empty()) return;
  s.contents.clear();
  s.places.clear();
}

std::vector<ReadLog::File> ReadLog::files() const {
  const std::lock_guard lock(state().mutex);
  return files_;
}

std::shared_ptr<const Contents> ReadLog::read(const std::string& path) {
  State& s = state();
  const std::string key = std::filesystem::absolute(path).lexically_normal().string();
  const std::lock_guard lock(s.mutex);
  auto known = s.contents.find(key);
  if (known == s.contents.end()) {
    std::pair<dev_t, ino_t> place;
    const auto read = std::make_shared<Contents>();
    read->bytes = read_from_disk(path, &place.first, &place.second);
    if (s.logs.empty()) return read;
    read->sha256 = sha256(read->bytes);
    s.places.insert(place);
    known = s.contents.emplace(key, read).first;
  }
  s.add(path, *known->second);
  return known->second;
}

void ReadLog::note(dev_t device, ino_t inode) {
  const std::lock_guard lock(state().mutex);
  if (!state().logs.empty()) state().places.emplace(device, inode);
}

bool ReadLog::has_read(dev_t device, ino_t inode) {
  const std::lock_guard lock(state().mutex);
  return state().places.contains({device, inode});
}

void ReadLog::forget(const std::string& path) {
  const std::lock_guard lock(state().mutex);
  state().contents.erase(std::filesystem::absolute(path).lexically_normal().string());
}

}  // namespace yuqian::data
