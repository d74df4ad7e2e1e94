using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Rapport.Accounts;
using Rapport.Bench.Search;
using Rapport.Demo;
using Rapport.Layout;
using Rapport.Mail;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Storage;

namespace Rapport.Bench.Accounts;

/// <summary>
/// What it costs to sign in, also for those who search meanwhile; to send a mail through the outbox; and to edit a profile until it is found. Each beside
/// a peer that does the bare work in the same run. Prints Markdown.
/// </summary>
internal static class AccountsBench
{
    private const string Password = "copper lantern tuesday";
    private const int Signing = 24;
    private const int Looks = 400;
    private const int Edits = 200;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(string[] arguments)
    {
        var profiles = Option(arguments, "--profiles", 20_000);
        var mails = Option(arguments, "--mails", 500);
        var folder = Directory.CreateTempSubdirectory("rapport-bench-").FullName;
        try
        {
            Line($"# Signing in, the outbox, and an edit until it is found");
            Line($"");
            Line($".NET {Environment.Version}, {Environment.ProcessorCount} processors, SQLite with every change on the disk, {profiles:N0} people.");
            Line($"");
            var location = new StoreLocation { DataFolder = folder };
            await new DemoStore(location, TimeProvider.System).Make(profiles, 1, replace: false, _ => { });
            using var store = await Store.Open(location, TimeProvider.System);
            await using var app = Web.Build(store, "http://127.0.0.1:0");
            await app.StartAsync();
            await app.Services.GetRequiredService<Snapshots>().Get(CancellationToken.None);
            using var browser = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
            await SignIn(app.Services, browser);
            await Outbox(store, mails);
            await Edit(app.Services, store, folder);
            await app.StopAsync();
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SignIn(IServiceProvider services, HttpClient browser)
    {
        var door = services.GetRequiredService<AccountDoor>();
        for (var i = 0; i < Signing; i++)
        {
            var address = Address(i);
            var key = (await door.OpenWith(address, CancellationToken.None))!;
            await door.Choose(key, new AccountContent(address, "Somebody"), Password, Language.English, Network(i), CancellationToken.None);
        }
        var (ours, peer) = (new double[Signing], new double[Signing]);
        for (var i = 0; i < Signing; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var entered = await door.SignIn(Address(i), Password, Network(i), CancellationToken.None);
            ours[i] = Milliseconds(start);
            if (entered.How is not Entry.Done)
            {
                throw new InvalidOperationException($"Nobody got in: {entered.How}.");
            }
            start = Stopwatch.GetTimestamp();
            _ = Rfc2898DeriveBytes.Pbkdf2(Password, new byte[16], Passwords.Rounds, HashAlgorithmName.SHA512, 32);
            peer[i] = Milliseconds(start);
        }
        Line($"| signing in | median ms | p99 ms |");
        Line($"|---|---|---|");
        Row("door: throttle, account, password", ours);
        Row("bare PBKDF2-SHA512, 210,000 rounds", peer);
        Line($"");
        Line($"Door : bare hash = {Median(ours) / Median(peer):F2} : 1.");
        Line($"");
        // A flood of wrong passwords from many networks, while somebody looks for a therapist.
        var quiet = await Look(browser);
        using var end = new CancellationTokenSource();
        var flood = Enumerable.Range(0, 16).Select(one => Task.Run(async () =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                await door.SignIn($"stranger{one}x{i}@example.org", "wrong wrong wrong", Network((one * 100_000) + i + 1000), CancellationToken.None);
            }
        })).ToArray();
        var flooded = await Look(browser);
        await end.CancelAsync();
        await Task.WhenAll(flood);
        Line($"| a page of the directory | median ms | p99 ms |");
        Line($"|---|---|---|");
        Row("nobody signs in", quiet);
        Row("16 at a time try passwords", flooded);
        Line($"");
        Line($"Flooded : quiet = {Median(flooded) / Median(quiet):F2} : 1 (median), {SearchTimes.At(flooded, 0.99) / SearchTimes.At(quiet, 0.99):F2} : 1 (p99).");
        Line($"");
    }

    private static async Task<double[]> Look(HttpClient browser)
    {
        var times = new double[Looks];
        for (var i = 0; i < Looks; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(new Uri("/therapists/california/oakland", UriKind.Relative));
            await answer.Content.ReadAsStringAsync();
            times[i] = Milliseconds(start);
            answer.EnsureSuccessStatusCode();
        }
        Array.Sort(times);
        return times;
    }

    private static async Task Outbox(Store store, int count)
    {
        using var sink = new SmtpSink();
        var server = MailServer.Read(string.Create(CultureInfo.InvariantCulture, $"smtp://localhost:{sink.Port}"), "Rapport <mail@example.net>");
        var outbox = new Outbox(store, KeyRing.Open(store.Location));
        var letter = new Letter("ana@example.org", "en", "Is your page still right?", ["Look at it, and say so with one button."], "Look", "/upkeep", "You get this as you keep a page here.");
        using var sender = new MailSender(store, outbox, server, new PublicAddress(new Uri("https://therapists.example.org")), NullLogger<MailSender>.Instance);
        // What the accounts were sent when they were opened is none of this.
        await sender.SendDue(CancellationToken.None);
        var before = sink.Taken;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            await store.Write(db =>
            {
                outbox.Add(db, "trial", letter, TimeSpan.FromDays(1));
                return Task.CompletedTask;
            });
        }
        var written = Milliseconds(start);
        start = Stopwatch.GetTimestamp();
        await sender.SendDue(CancellationToken.None);
        var sent = Milliseconds(start);
        if (sink.Taken - before != count)
        {
            throw new InvalidOperationException($"{sink.Taken - before} of {count} mails came.");
        }
        start = Stopwatch.GetTimestamp();
        using (var client = new SmtpClient())
        {
            await client.ConnectAsync("localhost", sink.Port, SecureSocketOptions.None);
            for (var i = 0; i < count; i++)
            {
                using var message = new MimeMessage([MailboxAddress.Parse("mail@example.net")], [MailboxAddress.Parse(letter.To)], letter.Subject, new TextPart("plain") { Text = letter.Paragraphs[0] });
                await client.SendAsync(message);
            }
            await client.DisconnectAsync(quit: true);
        }
        var bare = Milliseconds(start);
        Line($"| {count:N0} mails | ms a mail |");
        Line($"|---|---|");
        Line($"| written into the outbox, each in a transaction of its own | {written / count:F2} |");
        Line($"| sent out of it: taken in hand, sent, deleted | {sent / count:F2} |");
        Line($"| bare MailKit on one line, nothing kept | {bare / count:F2} |");
        Line($"");
        Line($"Outbox : bare = {(written + sent) / bare:F1} : 1; what is between them are three transactions a mail that wait for the disk.");
        Line($"");
    }

    private static async Task Edit(IServiceProvider services, Store store, string folder)
    {
        var (editor, snapshots) = (services.GetRequiredService<ProfileEditor>(), services.GetRequiredService<Snapshots>());
        List<long> people;
        await using (var db = store.Read())
        {
            people = await db.Set<Profile>().Where(profile => profile.Claimed && !profile.Removed && profile.Unlisted == null).OrderBy(profile => profile.Id).Select(profile => profile.Id).Take(Edits).ToListAsync();
        }
        var (saved, found) = (new double[people.Count], new double[people.Count]);
        for (var i = 0; i < people.Count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await editor.Set(people[i], [new("about-me", string.Create(CultureInfo.InvariantCulture, $"I came back from a long journey, number {i}."))], Source.Operator, by: null);
            saved[i] = Milliseconds(start);
            long last;
            await using (var db = store.Read())
            {
                last = await db.Set<Change>().MaxAsync(change => change.Sequence);
            }
            while (snapshots.Current!.Sequence < last)
            {
                await Task.Delay(1);
                if (Stopwatch.GetElapsedTime(start) > Longest)
                {
                    throw new InvalidOperationException("An edit was not found within ten seconds.");
                }
            }
            found[i] = Milliseconds(start);
        }
        var peer = Peer(Path.Combine(folder, "peer.db"), people.Count);
        Array.Sort(saved);
        Array.Sort(found);
        Line($"| an edit | median ms | p99 ms |");
        Line($"|---|---|---|");
        Row("saved, with its history", saved);
        Row("found by searches of this node", found);
        Row("bare SQLite: a row and its FTS5 index in one transaction, then found", peer);
        Line($"");
        Line($"Found : bare SQLite = {Median(found) / Median(peer):F2} : 1.");
    }

    /// <summary>The same texts in a table with a full-text index, on the same disk with the same care.</summary>
    private static double[] Peer(string path, int edits)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        Do("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE VIRTUAL TABLE people USING fts5(about)");
        for (var i = 0; i < edits; i++)
        {
            Do(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO people(rowid, about) VALUES({i + 1}, 'I listen first, and then we look together at what helps.')"));
        }
        var times = new double[edits];
        for (var i = 0; i < edits; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Do(string.Create(CultureInfo.InvariantCulture, $"UPDATE people SET about = 'I came back from a long journey, number {i}.' WHERE rowid = {i + 1}"));
            using var command = connection.CreateCommand();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM people WHERE people MATCH 'journey' AND rowid = {i + 1}");
            if ((long)command.ExecuteScalar()! != 1)
            {
                throw new InvalidOperationException("The peer did not find its edit.");
            }
            times[i] = Milliseconds(start);
        }
        Array.Sort(times);
        return times;

        void Do(string text)
        {
            using var command = connection.CreateCommand();
            command.CommandText = text;
            command.ExecuteNonQuery();
        }
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"someone{number}@example.org");

    // Each from another network: the throttle of one is not what is measured.
    private static IPAddress Network(int number) => new([(byte)(10 + (number >> 24)), (byte)(number >> 16), (byte)(number >> 8), (byte)number]);

    private static double Milliseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    private static double Median(double[] times) => SearchTimes.At([.. times.Order()], 0.5);

    private static void Row(string what, double[] times)
    {
        double[] sorted = [.. times.Order()];
        Line($"| {what} | {SearchTimes.At(sorted, 0.5):F1} | {SearchTimes.At(sorted, 0.99):F1} |");
    }

    private static int Option(string[] arguments, string name, int usual) =>
        arguments.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault() is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : usual;

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
