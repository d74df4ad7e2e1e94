using System.Security.Cryptography;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>What is sealed for somebody opens for her, for what it was sealed for, and as long as her key is there.</summary>
public sealed class PersonKeysTests
{
    private static readonly DateTime Now = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task What_is_sealed_for_somebody_opens_for_her_and_this_purpose_alone()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new PersonKeys(test.Location);
        var (ana, bea) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        keys.Make(ana);
        keys.Make(bea);
        foreach (var length in new[] { 0, 1, 15, 16, 17, 100_000 })
        {
            var plain = RandomNumberGenerator.GetBytes(length);
            var content = keys.Seal(ana, "claims.words", plain);
            Assert.True(PersonKeys.Seals(content));
            Assert.Equal(plain, keys.Open(ana, "claims.words", content));
            // A second program on the same folder, as another node.
            Assert.Equal(plain, new PersonKeys(test.Location).Open(ana, "claims.words", content));
            Assert.NotEqual(content, keys.Seal(ana, "claims.words", plain));
            Assert.ThrowsAny<CryptographicException>(() => keys.Open(bea, "claims.words", content));
            Assert.ThrowsAny<CryptographicException>(() => keys.Open(ana, "claims.said", content));
            Assert.ThrowsAny<CryptographicException>(() => keys.Open(Guid.NewGuid(), "claims.words", content));
        }
    }

    [Fact]
    public async Task With_any_bit_altered_or_any_byte_missing_it_does_not_open()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new PersonKeys(test.Location);
        var ana = Guid.CreateVersion7();
        keys.Make(ana);
        var content = keys.Seal(ana, "claims.words", "who I am"u8);
        for (var bit = 0; bit < content.Length * 8; bit++)
        {
            var altered = content.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.ThrowsAny<CryptographicException>(() => keys.Open(ana, "claims.words", altered));
        }
        for (var length = 0; length < content.Length; length++)
        {
            Assert.ThrowsAny<CryptographicException>(() => keys.Open(ana, "claims.words", content.AsSpan(0, length)));
        }
    }

    [Fact]
    public async Task A_destroyed_key_opens_nothing_again_and_what_stood_for_her_leads_to_nobody()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new PersonKeys(test.Location);
        var ana = Guid.CreateVersion7();
        keys.Make(ana);
        var (content, stoodFor) = (keys.Seal(ana, "a", "x"u8), keys.PseudonymOf(ana, "audit"));
        Assert.Equal([ana], keys.All());
        keys.Destroy(ana);
        keys.Destroy(ana);
        Assert.False(keys.Has(ana));
        Assert.Empty(keys.All());
        Assert.Null(keys.PseudonymOf(ana, "audit"));
        Assert.ThrowsAny<CryptographicException>(() => keys.Open(ana, "a", content));
        // Nothing is sealed for her any more, and no key is made by itself.
        Assert.Throws<StoreProblem>(() => keys.Seal(ana, "a", "y"u8));
        Assert.False(keys.Has(ana));
        keys.Make(ana);
        Assert.ThrowsAny<CryptographicException>(() => keys.Open(ana, "a", content));
        Assert.NotEqual(stoodFor, keys.PseudonymOf(ana, "audit"));
    }

    [Fact]
    public async Task A_renewed_key_opens_what_the_one_before_sealed_for_a_day_and_what_stands_for_her_stays()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new PersonKeys(test.Location);
        var ana = Guid.CreateVersion7();
        keys.Make(ana);
        var before = keys.Seal(ana, "a", "before"u8);
        var stoodFor = keys.PseudonymOf(ana, "audit");
        Assert.True(keys.IsNewest(ana, before));
        keys.Renew(ana, Now);
        var after = keys.Seal(ana, "a", "after"u8);
        Assert.False(keys.IsNewest(ana, before));
        Assert.True(keys.IsNewest(ana, after));
        Assert.Equal("before"u8.ToArray(), keys.Open(ana, "a", before));
        Assert.False(keys.DropFollowed(ana, Now + PersonKeys.Followed - TimeSpan.FromSeconds(1)));
        Assert.Equal("before"u8.ToArray(), keys.Open(ana, "a", before));
        Assert.True(keys.DropFollowed(ana, Now + PersonKeys.Followed));
        Assert.False(keys.DropFollowed(ana, Now + PersonKeys.Followed));
        Assert.ThrowsAny<CryptographicException>(() => keys.Open(ana, "a", before));
        Assert.Equal("after"u8.ToArray(), keys.Open(ana, "a", after));
        Assert.Equal(stoodFor, keys.PseudonymOf(ana, "audit"));
        Assert.Equal(1, keys.Count(ana));
    }

    [Fact]
    public async Task Of_many_that_seal_for_somebody_new_at_once_all_take_one_key()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        for (var round = 0; round < 20; round++)
        {
            var ana = Guid.CreateVersion7();
            var contents = new byte[16][];
            Parallel.For(0, contents.Length, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
            {
                var keys = new PersonKeys(test.Location);
                keys.Make(ana);
                contents[i] = keys.Seal(ana, "a", [(byte)i]);
            });
            for (var i = 0; i < contents.Length; i++)
            {
                Assert.Equal([(byte)i], new PersonKeys(test.Location).Open(ana, "a", contents[i]));
            }
        }
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(test.Location.KeyFolder, PersonKeys.Folder), "*", SearchOption.AllDirectories), path => !path.EndsWith(".key", StringComparison.Ordinal) && !path.EndsWith(".lock", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_many_that_renew_at_once_none_writes_over_what_another_added()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var ana = Guid.CreateVersion7();
        new PersonKeys(test.Location).Make(ana);
        var contents = new byte[24][];
        Parallel.For(0, contents.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var keys = new PersonKeys(test.Location);
            keys.Renew(ana, Now);
            contents[i] = keys.Seal(ana, "a", [(byte)i]);
        });
        var after = new PersonKeys(test.Location);
        Assert.Equal(contents.Length + 1, after.Count(ana));
        Assert.All(Enumerable.Range(0, contents.Length), i => Assert.Equal([(byte)i], after.Open(ana, "a", contents[i])));
    }

    [Fact]
    public async Task What_a_killed_program_left_of_a_key_goes_with_it()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new PersonKeys(test.Location);
        var ana = Guid.CreateVersion7();
        keys.Make(ana);
        var path = Directory.EnumerateFiles(Path.Combine(test.Location.KeyFolder, PersonKeys.Folder), "*.key", SearchOption.AllDirectories).Single();
        File.Copy(path, path + ".90bc2b5e");
        keys.Destroy(ana);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(test.Location.KeyFolder, PersonKeys.Folder), "*.key*", SearchOption.AllDirectories));
        // Of another, whose key was being made anew, it goes when it is old.
        keys.Make(ana);
        File.Copy(path, path + ".90bc2b5f");
        File.SetLastWriteTimeUtc(path + ".90bc2b5f", new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        keys.DropLeftOver();
        Assert.Equal([path], Directory.EnumerateFiles(Path.Combine(test.Location.KeyFolder, PersonKeys.Folder), "*.key*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_damaged_key_is_told_with_its_place_and_not_replaced()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        var keys = new PersonKeys(test.Location);
        var ana = Guid.CreateVersion7();
        keys.Make(ana);
        var content = keys.Seal(ana, "a", "x"u8);
        var path = Directory.EnumerateFiles(Path.Combine(test.Location.KeyFolder, PersonKeys.Folder), "*.key", SearchOption.AllDirectories).Single();
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        foreach (var length in new[] { 0, 1, 32, whole.Length - 1, whole.Length + 1 })
        {
            await File.WriteAllBytesAsync(path, [.. whole.Concat(new byte[1]).Take(length)], TestContext.Current.CancellationToken);
            Assert.Contains(path, Assert.Throws<StoreProblem>(() => keys.Open(ana, "a", content)).Message, StringComparison.Ordinal);
            Assert.Contains(path, Assert.Throws<StoreProblem>(() => keys.Seal(ana, "a", "y"u8)).Message, StringComparison.Ordinal);
        }
        await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        Assert.Equal("x"u8.ToArray(), keys.Open(ana, "a", content));
    }

    [Fact]
    public async Task Only_this_account_may_read_them()
    {
        await using var test = await TestStore.Create(Database.Sqlite);
        new PersonKeys(test.Location).Make(Guid.CreateVersion7());
        Assert.All(
            Directory.EnumerateFileSystemEntries(Path.Combine(test.Location.KeyFolder, PersonKeys.Folder), "*", SearchOption.AllDirectories),
            path => Assert.False(OwnFiles.IsOpenToOthers(path), path));
    }
}
