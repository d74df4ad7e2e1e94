using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rapport.Storage;

/// <summary>
/// A key for each person, in a file of its own in the key folder, apart from the database and its back-ups: what is sealed for somebody opens for nobody
/// once her file is destroyed, in every copy of the database that was ever made.
/// </summary>
/// <remarks>
/// AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits; whose it is and what it is for are bound in as associated data, so that a row that is moved
/// to somebody else, or to another column, does not open. A key can be renewed while the site runs: the file then holds both, new rows take the newest, and
/// each row names the one that it needs.
/// </remarks>
internal sealed class PersonKeys(StoreLocation location)
{
    /// <summary>Folder below the key folder.</summary>
    public const string Folder = "people";

    /// <summary>
    /// For so long a key that was followed by another is kept at least: a change that sealed with it may still be on its way into the store.
    /// </summary>
    public static readonly TimeSpan Followed = TimeSpan.FromDays(1);

    private const string LockName = "keys.lock";
    private const string Ending = ".key";

    private const byte Version = 1;
    private const int SecretBytes = 32;
    private const int NameBytes = 8;
    private const int KeyBytes = 32;
    private const int LineBytes = NameBytes + sizeof(long) + KeyBytes;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NameBytes + NonceBytes;
    private const int PseudonymBytes = 16;

    private readonly string _folder = Path.Combine(location.KeyFolder, Folder);

    /// <summary>Whether something was sealed with a person's key. What the site's own keys seal begins with another byte.</summary>
    public static bool Seals(ReadOnlySpan<byte> sealedBytes) => sealedBytes.Length >= HeadBytes + TagBytes && sealedBytes[0] == Version;

    /// <summary>Seals something for a person with her newest key.</summary>
    /// <param name="person">Whose it is.</param>
    /// <param name="purpose">What it is for; it opens for nothing else.</param>
    /// <param name="plain">What to seal.</param>
    /// <exception cref="StoreProblem">Her key is not here, or cannot be read.</exception>
    public byte[] Seal(Guid person, string purpose, ReadOnlySpan<byte> plain)
    {
        var (_, keys) = Read(person) ?? throw new StoreProblem($"The key {PathOf(person)} is not there. Put your copy of the keys back.");
        var key = keys[^1];
        var result = new byte[HeadBytes + plain.Length + TagBytes];
        result[0] = Version;
        key.Name.CopyTo(result.AsSpan(1));
        var nonce = result.AsSpan(1 + NameBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key.Key, TagBytes);
        aes.Encrypt(nonce, plain, result.AsSpan(HeadBytes, plain.Length), result.AsSpan(HeadBytes + plain.Length), Bound(person, purpose));
        return result;
    }

    /// <summary>Opens what was sealed for a person.</summary>
    /// <exception cref="CryptographicException">Her key is gone, or it was altered, or it is not hers, or not for this.</exception>
    public byte[] Open(Guid person, string purpose, ReadOnlySpan<byte> sealedBytes)
    {
        if (!Seals(sealedBytes))
        {
            throw new CryptographicException("This was not sealed with the key of a person.");
        }
        var name = sealedBytes.Slice(1, NameBytes);
        foreach (var key in Read(person)?.Keys ?? [])
        {
            if (name.SequenceEqual(key.Name))
            {
                var plain = new byte[sealedBytes.Length - HeadBytes - TagBytes];
                using var aes = new AesGcm(key.Key, TagBytes);
                aes.Decrypt(sealedBytes.Slice(1 + NameBytes, NonceBytes), sealedBytes[HeadBytes..^TagBytes], sealedBytes[^TagBytes..], plain, Bound(person, purpose));
                return plain;
            }
        }
        throw new CryptographicException("The key of this person is not here.");
    }

    /// <summary>Makes the key of a person whose account is made; one that is there stays. A key that is lost is never made anew: what it sealed would be lost with it.</summary>
    /// <exception cref="StoreProblem">It cannot be written.</exception>
    public void Make(Guid person) => ReadOrMake(person);

    /// <summary>What stands for a person where she must not be named; it leads back to her only through her key. Null where that is not here, or damaged.</summary>
    public byte[]? PseudonymOf(Guid person, string purpose)
    {
        try
        {
            return Read(person) is var (secret, _) ? Pseudonym(secret, purpose) : null;
        }
        catch (StoreProblem)
        {
            return null;
        }
    }

    /// <summary>Whether her key is here.</summary>
    public bool Has(Guid person) => File.Exists(PathOf(person));

    /// <summary>Whether something is sealed with the newest key of a person.</summary>
    public bool IsNewest(Guid person, ReadOnlySpan<byte> sealedBytes) =>
        Seals(sealedBytes) && Read(person) is var (_, keys) && sealedBytes.Slice(1, NameBytes).SequenceEqual(keys[^1].Name);

    /// <summary>Whether her key is here and can be used.</summary>
    public bool IsWhole(Guid person)
    {
        try
        {
            return Read(person) is not null;
        }
        catch (StoreProblem)
        {
            return false;
        }
    }

    /// <summary>Whose key is here.</summary>
    public IEnumerable<Guid> All() => !Directory.Exists(_folder)
        ? []
        : Directory.EnumerateFiles(_folder, "*" + Ending, SearchOption.AllDirectories)
            .Select(path => Guid.TryParseExact(Path.GetFileNameWithoutExtension(path), "n", out var person) ? person : Guid.Empty)
            .Where(person => person != Guid.Empty);

    /// <summary>Deletes what a program that was killed while it wrote a key has left.</summary>
    public void DropLeftOver()
    {
        using var alone = Alone();
        foreach (var left in LeftOver(_folder))
        {
            File.Delete(left);
        }
    }

    /// <summary>Whether the newest key of a person followed another within the last day.</summary>
    public bool IsFresh(Guid person, DateTime now) => Read(person) is var (_, keys) && keys[^1].Since > now - Followed;

    /// <summary>How many keys a person has: more than one while they are renewed.</summary>
    public int Count(Guid person) => Read(person)?.Keys.Count ?? 0;

    /// <summary>Gives a person a new key. What is sealed already opens as before; what is sealed from now on takes the new one.</summary>
    public void Renew(Guid person, DateTime now)
    {
        using var alone = Alone();
        if (Read(person) is var (secret, keys))
        {
            Replace(person, secret, [.. keys, Fresh(now)]);
        }
    }

    /// <summary>
    /// Destroys the keys of a person that were followed by another a day ago and more. Whoever asks has made sure that nothing in the store is sealed with them.
    /// </summary>
    /// <returns>Whether any was destroyed.</returns>
    public bool DropFollowed(Guid person, DateTime now)
    {
        using var alone = Alone();
        if (Read(person) is not var (secret, keys) || keys.Count < 2 || keys[^1].Since > now - Followed)
        {
            return false;
        }
        Replace(person, secret, [keys[^1]]);
        return true;
    }

    /// <summary>Destroys the key of a person: nothing that was sealed for her opens again, here or in a back-up.</summary>
    public void Destroy(Guid person)
    {
        var path = PathOf(person);
        try
        {
            using var alone = Alone();
            foreach (var left in LeftOver(path + "."))
            {
                // A program that was killed while it wrote leaves a second one, with all of her keys.
                File.Delete(left);
            }
            if (File.Exists(path))
            {
                using (var file = OwnFiles.Open(path, FileMode.Open, FileAccess.Write, FileShare.None))
                {
                    // Written over as well as a disk lets us: one that copies on write keeps the old block until it needs it.
                    file.Write(RandomNumberGenerator.GetBytes((int)file.Length));
                    file.Flush(flushToDisk: true);
                }
                File.Delete(path);
                OwnFiles.Keep(Path.GetDirectoryName(path)!);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreProblem($"The key {path} cannot be destroyed: {e.Message.TrimEnd('.')}. Delete that file by hand: its owner has closed her account.", e);
        }
    }

    private static byte[] Pseudonym(byte[] secret, string purpose) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(purpose))[..PseudonymBytes];

    private static byte[] Bound(Guid person, string purpose) => [.. person.ToByteArray(), .. Encoding.UTF8.GetBytes(purpose)];

    private static Line Fresh(DateTime now) => new(RandomNumberGenerator.GetBytes(NameBytes), now, RandomNumberGenerator.GetBytes(KeyBytes));

    private static byte[] ToBytes(byte[] secret, IReadOnlyList<Line> keys)
    {
        var bytes = new byte[SecretBytes + (keys.Count * LineBytes)];
        secret.CopyTo(bytes, 0);
        for (var i = 0; i < keys.Count; i++)
        {
            var line = bytes.AsSpan(SecretBytes + (i * LineBytes), LineBytes);
            keys[i].Name.CopyTo(line);
            BinaryPrimitives.WriteInt64LittleEndian(line[NameBytes..], keys[i].Since.Ticks);
            keys[i].Key.CopyTo(line[(NameBytes + sizeof(long))..]);
        }
        return bytes;
    }

    // By the last letters: the first ones of a number that grows with time are the same for years.
    private string PathOf(Guid person)
    {
        var name = person.ToString("n");
        return Path.Combine(_folder, name[^2..], name + Ending);
    }

    private (byte[] Secret, IReadOnlyList<Line> Keys) ReadOrMake(Guid person)
    {
        if (Read(person) is { } known)
        {
            return known;
        }
        var path = PathOf(person);
        try
        {
            // Of two that seal for her at once, the second takes the first one's key. The lock sees to it, and not a move that does not write over: that
            // one asks whether the name is free before it takes it, and between the two another may have taken it.
            using var alone = Alone();
            if (Read(person) is { } made)
            {
                return made;
            }
            OwnFiles.MakeFolder(Path.GetDirectoryName(path)!);
            File.Move(Write(path, ToBytes(RandomNumberGenerator.GetBytes(SecretBytes), [Fresh(DateTime.UnixEpoch)])), path);
            OwnFiles.Keep(Path.GetDirectoryName(path)!);
            OwnFiles.Keep(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, e);
        }
        return Read(person) ?? throw new StoreProblem($"The key {path} went away while it was made. Try again.");
    }

    private (byte[] Secret, IReadOnlyList<Line> Keys)? Read(Guid person)
    {
        var path = PathOf(person);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreProblem($"The key {path} cannot be read: {e.Message.TrimEnd('.')}. Give this account read access to it.", e);
        }
        var lines = bytes.Length - SecretBytes;
        if (lines < LineBytes || lines % LineBytes != 0)
        {
            throw new StoreProblem($"The key {path} is damaged. Put your copy of that file back: without it nothing that is sealed for this person opens.");
        }
        return (bytes[..SecretBytes], [.. Enumerable.Range(0, lines / LineBytes).Select(i =>
        {
            var line = bytes.AsSpan(SecretBytes + (i * LineBytes), LineBytes);
            return new Line(
                line[..NameBytes].ToArray(), new DateTime(BinaryPrimitives.ReadInt64LittleEndian(line[NameBytes..]), DateTimeKind.Utc), line[(NameBytes + sizeof(long))..].ToArray());
        })]);
    }

    private void Replace(Guid person, byte[] secret, IReadOnlyList<Line> keys)
    {
        var path = PathOf(person);
        try
        {
            var fresh = Write(path, ToBytes(secret, keys));
            try
            {
                File.Move(fresh, path, overwrite: true);
            }
            finally
            {
                File.Delete(fresh);
            }
            OwnFiles.Keep(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, e);
        }
    }

    /// <summary>On stable storage before it gets its name: a row that is sealed with a key is never there without it.</summary>
    private static string Write(string path, byte[] bytes)
    {
        var fresh = path + "." + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        using var file = OwnFiles.Open(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
        return fresh;
    }

    /// <summary>Of several programs, one at a time changes keys that are there: what one adds, no other writes over.</summary>
    private FileStream Alone()
    {
        OwnFiles.MakeFolder(location.KeyFolder);
        OwnFiles.MakeFolder(_folder);
        return OwnFiles.Alone(Path.Combine(_folder, LockName));
    }

    // By what it does not end in: a pattern with ".*" also finds names without more, which are the keys.
    private List<string> LeftOver(string beginning) => !Directory.Exists(_folder)
        ? []
        : [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(path =>
            path.StartsWith(beginning, StringComparison.Ordinal) && path.Contains(Ending + ".", StringComparison.Ordinal) && !path.EndsWith(Ending, StringComparison.Ordinal))];

    private static StoreProblem NotWritten(string path, Exception e) => new(
        $"The key {path} cannot be written: {e.Message.TrimEnd('.')}. Make room on that disk, or give this account write access to the folder. Nothing was kept.", e);

    /// <summary>One key of a person.</summary>
    /// <param name="Name">What rows name it by.</param>
    /// <param name="Since">When it followed another, UTC; the epoch for the first of a person.</param>
    /// <param name="Key">Of AES-256.</param>
    private sealed record Line(byte[] Name, DateTime Since, byte[] Key);
}
