/**
 * Numbers an invalidation, remembers its tags and tells everybody, in one step. The number never falls
 * behind what a replica knows or the clock (milliseconds times 1,000), so that it rises across a flush.
 * What is not of our making under our keys is removed.
 *
 * KEYS: counter, hash of tags. ARGV: lowest number, tags remembered at most, channel, message, tags.
 */
export const INVALIDATE = `
local counter = redis.call('TYPE', KEYS[1]).ok
if counter ~= 'string' and counter ~= 'none' then redis.call('DEL', KEYS[1]) end
local known = redis.call('TYPE', KEYS[2]).ok
if known ~= 'hash' and known ~= 'none' then redis.call('DEL', KEYS[2]) end
local last = tonumber(redis.call('GET', KEYS[1]) or '0') or 0
if last > 9e15 then last = 0 end
local number = string.format('%.0f', math.max(last, tonumber(ARGV[1])) + 1)
redis.call('SET', KEYS[1], number)
if redis.call('HLEN', KEYS[2]) + #ARGV - 4 > tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[2])
  redis.call('HSET', KEYS[2], '*', number)
end
for at = 5, #ARGV do redis.call('HSET', KEYS[2], ARGV[at], number) end
redis.call('PUBLISH', ARGV[3], number .. ' ' .. ARGV[4])
return number`;

/** KEYS: lock. ARGV: whose, milliseconds (0 lets go). */
export const HOLD_LOCK = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then return redis.call('DEL', KEYS[1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;
