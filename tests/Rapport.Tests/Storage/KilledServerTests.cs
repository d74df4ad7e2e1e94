using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Profiles;
using Rapport.Storage;
using Rapport.Tests.Support;

namespace Rapport.Tests.Storage;

/// <summary>A server that is killed again and again while therapists write: what it has said yes to is there, once, in its order.</summary>
public sealed class KilledServerTests
{
    private const int Writers = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_is_kept_nothing_is_doubled_and_the_file_is_sound()
    {
        await using var test = await TestStore.Create(Database.Sqlite, time: TimeProvider.System);
        var writers = await Task.WhenAll(Enumerable.Range(1, Writers).Select(number => Writer.Make(test.Store, number)));
        var port = RapportProcess.FreePort();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writing = Array.ConvertAll(writers, writer => writer.Write(new Uri($"http://localhost:{port}"), ended.Token));
        var lots = new Random(8);
        await Trial.Run(inShort: 20, inLong: 500, async rounds =>
        {
            for (var round = 0; round < rounds; round++)
            {
                using var serving = RapportProcess.Start([], ["serve", "--port", $"{port}", .. test.Arguments]);
                _ = serving.StandardOutput.ReadToEndAsync(Stop);
                var said = serving.StandardError.ReadToEndAsync(Stop);
                var before = writers.Sum(writer => writer.Answered);
                var waited = Stopwatch.StartNew();
                while (writers.Sum(writer => writer.Answered) == before)
                {
                    Assert.False(serving.HasExited, serving.HasExited ? await said : "");
                    Assert.True(waited.Elapsed < TimeSpan.FromMinutes(2), "Nothing was answered in two minutes.");
                    await Task.Delay(10, Stop);
                }
                await Task.Delay(lots.Next(400), Stop);
                serving.Kill();
                await serving.WaitForExitAsync(Stop);
            }
        });
        await ended.CancelAsync();
        await Task.WhenAll(writing);

        await using var db = test.Store.Read();
        Assert.Equal(["ok"], await db.Database.SqlQuery<string>($"PRAGMA integrity_check").ToListAsync(Stop));
        foreach (var writer in writers)
        {
            var kept = await db.Set<FactChange>().Where(change => change.ProfileId == writer.Profile && change.Field == "about-me").OrderBy(change => change.Id).Select(change => change.After).ToListAsync(Stop);
            // The last one may have been kept without an answer.
            Assert.InRange(kept.Count, writer.Answered, writer.Answered + 1);
            Assert.Equal(Enumerable.Range(1, kept.Count).Select(Words), kept);
            Assert.Equal(kept[^1], (await db.Set<Profile>().SingleAsync(profile => profile.Id == writer.Profile, Stop)).Read().Facts.AboutMe!.Value);
            Assert.Equal(kept.Count, await db.Set<Change>().CountAsync(change => change.ProfileId == writer.Profile && change.Sequence > writer.Begun, Stop));
        }
    }

    private static string Words(int number) => string.Create(CultureInfo.InvariantCulture, $"What I said the {number}. time.");

    /// <summary>A therapist who writes one thing after the other, and sends again what was not answered.</summary>
    private sealed class Writer
    {
        private readonly string _cookie;

        private Writer(long profile, string cookie, long begun) => (Profile, _cookie, Begun) = (profile, cookie, begun);

        public long Profile { get; }

        /// <summary>The change feed when she began.</summary>
        public long Begun { get; }

        public int Answered { get; private set; }

        public static async Task<Writer> Make(Store store, int number)
        {
            var id = await ProfileBuilder.Marisol(store.Now).SaveTo(store);
            var seal = new AccountSeal(store, KeyRing.Open(store.Location));
            var (key, account) = (AccountSeal.NewKey(), Guid.CreateVersion7());
            var address = string.Create(CultureInfo.InvariantCulture, $"writer{number}@example.org");
            var begun = await store.Write(async db =>
            {
                db.Add(new Account { Id = account, AddressKey = seal.KeyOf(address), Content = seal.Seal(account, new AccountContent(address, "Ana Vega")), Language = "en", Password = "", CreatedAt = store.Now });
                db.Add(new Session { Id = AccountSeal.HashOf(key), AccountId = account, Device = "Firefox", SignedInAt = store.Now, SeenAt = store.Now, HasFactor = true });
                db.Add(new ProfileOwner { ProfileId = id, AccountId = account, Since = store.Now, CountedFrom = store.Now, Proof = Proof.Check });
                return await db.Set<Change>().MaxAsync(change => change.Sequence, Stop);
            }, Stop);
            return new Writer(id, key, begun);
        }

        public async Task Write(Uri site, CancellationToken stop)
        {
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(30) };
            try
            {
                for (var number = 1; ; number++)
                {
                    var once = System.Security.Cryptography.RandomNumberGenerator.GetHexString(32, lowercase: true);
                    while (!await Sent(browser, once, number, stop))
                    {
                        await Task.Delay(20, stop);
                    }
                    Answered = number;
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The trial is over.
            }
        }

        private async Task<bool> Sent(HttpClient browser, string once, int number, CancellationToken stop)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/profile/words", UriKind.Relative))
            {
                Content = new FormUrlEncodedContent([new("Once", once), new("who-i-help", "People."), new("how-we-work", "Slowly."), new("about-me", Words(number)), new("go", "next")]),
            };
            request.Headers.Add("Cookie", $"rapport-account={_cookie}");
            try
            {
                using var answer = await browser.SendAsync(request, stop);
                return answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.ToString() is "/profile/style" or "/profile/words";
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
