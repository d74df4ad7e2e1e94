using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Rapport.Profiles;
using Rapport.Profiles.Exports;
using Rapport.Tests.Support;

namespace Rapport.Tests.Profiles.Exports;

/// <summary>Everybody who is listed, for programs.</summary>
public sealed class ExportApiTests
{
    private const string Lines = "/api/v1/profiles.ndjson";
    private const string Table = "/api/v1/profiles.csv";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_line_is_the_very_answer_of_the_profile_s_own_address()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var lines = (await app.Browser.GetStringAsync(new Uri(Lines, UriKind.Relative), Stop)).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal(People.Count, lines.Length - 1);
        foreach (var line in lines[..^1])
        {
            var id = JsonNode.Parse(line)!["id"]!;
            Assert.Equal(await app.Browser.GetStringAsync(new Uri($"/api/v1/profiles/{id}", UriKind.Relative), Stop), line);
        }
        var name = JsonNode.Parse(lines[0])!["facts"]!["name"]!;
        Assert.Equal("therapist", (string?)name["source"]);
        Assert.NotNull((string?)name["confirmed"]);
    }

    [Theory]
    [InlineData(Lines)]
    [InlineData(Table)]
    public async Task Who_is_hidden_removed_or_out_of_use_is_not_in_it_nor_what_nobody_may_see(string address)
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.FromRegistry(store.Now, "Hidden", "Person").SaveTo(store);
            await ProfileBuilder.Named(store.Now, "Gone", "Person").Removed().SaveTo(store);
            await ProfileBuilder.Named(store.Now, "Retired", "Person").Deactivated(new DateOnly(2026, 1, 1)).SaveTo(store);
            await ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with { SexCode = said.Of("F-CODE") }).SaveTo(store);
        });
        var answer = await app.Browser.GetStringAsync(new Uri(address, UriKind.Relative), Stop);
        Assert.Contains("Vega", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Person", answer, StringComparison.Ordinal);
        // Her street and telephone may be those of a home; the code is kept to compare only.
        Assert.DoesNotContain("Home Lane", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("5105550177", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("F-CODE", answer, StringComparison.Ordinal);

        await Visibility.Set(app.Store, RegistryListing.FactsOnly, Stop);
        var all = await app.Browser.GetStringAsync(new Uri(address, UriKind.Relative), Stop);
        Assert.Contains("Hidden", all, StringComparison.Ordinal);
        Assert.DoesNotContain("5105550100", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone", all, StringComparison.Ordinal);

        Assert.Equal(RemovalOutcome.Done, await new Removals(app.Store).Ask(1, from: null, Stop));
        var left = await app.Browser.GetStringAsync(new Uri(address, UriKind.Relative), Stop);
        Assert.Contains("Vega", left, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", left, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_a_row_a_person_and_a_column_a_fact_and_no_formula()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await ProfileBuilder.Marisol(store.Now).With((facts, said) => facts with
            {
                WhoIHelp = said.Of("=HYPERLINK(\"https://example.com\",\"me\")\nand others"),
            }).SaveTo(store);
            await ProfileBuilder.Named(store.Now, "Sam", "Reyes").SaveTo(store);
        });
        using var answer = await app.Browser.GetAsync(new Uri(Table, UriKind.Relative), Stop);
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("profiles.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var rows = Read(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.Equal(
            ProfileFields.All.Where(field => field.SeenBy == Audience.Everyone).Select(field => field.Name), rows[0].Skip(5));
        Assert.Equal("Marisol Vega", Cell(1, "name"));
        Assert.Equal("individual 120-160 for 50 minutes", Cell(1, "fees"));
        Assert.Equal("'=HYPERLINK(\"https://example.com\",\"me\")\nand others", Cell(1, "who-i-help"));
        // Known to be none, and not known.
        Assert.Equal("none", Cell(1, "faiths"));
        Assert.Equal("", Cell(2, "faiths"));

        string Cell(int row, string column) => rows[row][rows[0].IndexOf(column)];
    }

    [Fact]
    public async Task An_export_that_broke_off_goes_on_behind_its_last_person()
    {
        await using var app = await HostedApp.Start(People.Fill);
        var all = await app.Browser.GetStringAsync(new Uri(Lines, UriKind.Relative), Stop);
        var first = all.Split('\n')[..2];
        var rest = await app.Browser.GetStringAsync(new Uri($"{Lines}?after={JsonNode.Parse(first[1])!["id"]}", UriKind.Relative), Stop);
        Assert.Equal(all, string.Join('\n', first) + "\n" + rest);
        Assert.Equal("", await app.Browser.GetStringAsync(new Uri($"{Lines}?after=9223372036854775807", UriKind.Relative), Stop));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("99999999999999999999")]
    public async Task A_number_that_is_none_is_told_as_that(string after)
    {
        await using var app = await HostedApp.Start();
        using var answer = await app.Browser.GetAsync(new Uri($"{Lines}?after={after}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!;
        Assert.Contains("leave \"after\" out", (string?)problem["errors"]!["after"]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_keep_nobody_else_out()
    {
        await using var app = await HostedApp.Start(async store =>
        {
            await People.Fill(store);
            await store.Write(async db => (await db.Set<Profile>().FindAsync(2L))!.Document = "{ \"facts\": ");
        });
        var lines = (await app.Browser.GetStringAsync(new Uri(Lines, UriKind.Relative), Stop)).Split('\n');
        Assert.Equal(People.Count - 1, lines.Length - 1);
        Assert.Contains(app.Log.Lines, line => line.Text.Contains("export left them out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_for_the_headers_alone_reads_nobody()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var database = new AskedOfDatabase(app.Store.Location.SqlitePath);
        using var asked = new HttpRequestMessage(HttpMethod.Head, new Uri(Lines, UriKind.Relative));
        using var answer = await app.Browser.SendAsync(asked, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(database.Take(), statement => statement.Contains("profiles", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_comes_packed_to_who_takes_it_packed()
    {
        await using var app = await HostedApp.Start(People.Fill);
        using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(Lines, UriKind.Relative));
        asked.Headers.AcceptEncoding.ParseAdd("gzip");
        using var answer = await app.Browser.SendAsync(asked, Stop);
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(Stop), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal(await app.Browser.GetStringAsync(new Uri(Lines, UriKind.Relative), Stop), await reader.ReadToEndAsync(Stop));
    }

    [Fact]
    public async Task The_first_people_come_before_the_last_are_read_and_when_the_reader_goes_the_work_stops()
    {
        // Far more than the network's buffers hold.
        const int Many = 60 * Export.Stretch;
        await using var app = await HostedApp.Start(store => store.Write(async db =>
        {
            var words = new string('a', 1_900);
            for (var id = 1; id <= Many; id++)
            {
                db.Add(ProfileBuilder.Named(store.Now, "Ana", "Vega").With((facts, said) => facts with
                {
                    WhoIHelp = said.Of(words),
                    HowWeWork = said.Of(words),
                    AboutMe = said.Of(words),
                }).Build(id));
            }
            await Task.CompletedTask;
        }));
        using var database = new AskedOfDatabase(app.Store.Location.SqlitePath);
        var asked = 0;
        using (var client = new TcpClient(app.Address.Host, app.Address.Port))
        {
            client.ReceiveBufferSize = 64 * 1024;
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {Lines} HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n"), Stop);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(Stop) is { } line && !line.StartsWith("{\"id\":3,", StringComparison.Ordinal))
            {
                // On to the third of them.
            }
            await Task.Delay(TimeSpan.FromSeconds(1), Stop);
            asked += Stretches();
            Assert.InRange(asked, 1, (Many / Export.Stretch) - 10);
            client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        await Task.Delay(TimeSpan.FromSeconds(1), Stop);
        asked += Stretches();
        await Task.Delay(TimeSpan.FromSeconds(1), Stop);
        Assert.Equal(0, Stretches());
        Assert.InRange(asked, 1, (Many / Export.Stretch) - 10);
        Assert.Empty(app.Log.Lines);

        int Stretches() => database.Take().Count(statement => statement.Contains("ORDER BY \"p\".\"Id\"", StringComparison.OrdinalIgnoreCase)
            || statement.Contains("ORDER BY \"p\".\"id\"", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A reader of RFC 4180 that knows nothing of how it was written.</summary>
    private static List<List<string>> Read(string table)
    {
        var (rows, row, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < table.Length; at++)
        {
            var c = table[at];
            if (quoted)
            {
                if (c != '"')
                {
                    cell.Append(c);
                }
                else if (at + 1 < table.Length && table[at + 1] == '"')
                {
                    cell.Append(table[++at]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"')
            {
                Assert.Equal(0, cell.Length);
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else if (c == '\r')
            {
                Assert.Equal('\n', table[at + 1]);
            }
            else
            {
                cell.Append(c);
            }
        }
        Assert.False(quoted);
        Assert.Empty(row);
        return rows;
    }
}
