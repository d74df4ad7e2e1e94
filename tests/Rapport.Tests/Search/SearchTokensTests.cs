using Microsoft.AspNetCore.DataProtection;
using Rapport.Profiles;
using Rapport.Search;
using Rapport.Tests.Support;

namespace Rapport.Tests.Search;

public sealed class SearchTokensTests
{
    private static readonly SearchRequest Request = new()
    {
        Place = "94610",
        RadiusMiles = 5,
        Format = ["online"],
        Text = "panic at night",
        Filters = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["issue"] = new Selection("trauma", "grief") },
    };

    private static readonly SearchKeys Keys = new(Vocabularies.BuiltIn);

    private readonly TestClock _clock = new();
    private readonly SearchTokens _tokens;

    public SearchTokensTests() => _tokens = new SearchTokens(new EphemeralDataProtectionProvider(), _clock, Keys);

    [Fact]
    public void The_browser_that_asked_gets_all_of_it_back()
    {
        var opened = _tokens.Open(_tokens.Seal(Request, "one")!, "one");
        Assert.Equal(TokenState.Whole, opened.State);
        Assert.Equal((Request.Place, Request.RadiusMiles, Request.Text), (opened.Request.Place, opened.Request.RadiusMiles, opened.Request.Text));
        Assert.Equal(Request.Format, opened.Request.Format);
        Assert.Equal(["trauma", "grief"], opened.Request.Filters!["issue"].Values);
    }

    [Theory]
    [InlineData("two", 0, TokenState.OtherBrowser)]
    [InlineData(null, 0, TokenState.OtherBrowser)]
    [InlineData("one", 31, TokenState.TooLate)]
    public void Anyone_else_and_anyone_too_late_gets_the_place_alone(string? session, int minutes, object state)
    {
        var token = _tokens.Seal(Request, "one")!;
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        var opened = _tokens.Open(token, session);
        Assert.Equal((TokenState)state, opened.State);
        Assert.Equal((Request.Place, Request.RadiusMiles), (opened.Request.Place, opened.Request.RadiusMiles));
        Assert.Null(opened.Request.Text);
        Assert.Null(opened.Request.Filters);
    }

    [Fact]
    public void What_is_nice_and_the_day_come_back_too()
    {
        var asked = Request with
        {
            Nice = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["times"] = new Selection("evenings"), ["format"] = new Selection("phone") },
            Day = new DateOnly(2026, 11, 25),
        };
        var opened = _tokens.Open(_tokens.Seal(asked, "one")!, "one").Request;
        Assert.Equal(["evenings"], opened.Nice!["times"].Values);
        Assert.Equal(["phone"], opened.Nice["format"].Values);
        Assert.Equal(["trauma", "grief"], opened.Filters!["issue"].Values);
        Assert.Equal(asked.Day, opened.Day);
    }

    [Fact]
    public void A_value_that_no_vocabulary_numbers_comes_back_too()
    {
        var asked = new SearchRequest
        {
            Filters = new Dictionary<string, Selection>(StringComparer.Ordinal) { ["language"] = new Selection("es", SearchKeys.NotKnown) },
        };
        Assert.Equal(["es", SearchKeys.NotKnown], _tokens.Open(_tokens.Seal(asked, "one")!, "one").Request.Filters!["language"].Values);
    }

    [Theory]
    [InlineData(0, 2000)]
    [InlineData(3, 2000)]
    [InlineData(320, 2000)]
    [InlineData(2000, 2000)]
    [InlineData(2000, 1100)]
    [InlineData(40, 160)]
    [InlineData(40, 10)]
    [InlineData(40, -5)]
    public void Those_who_were_seen_come_back_in_order_as_far_as_there_is_room(int people, int letters)
    {
        var ids = Enumerable.Range(0, people).Select(i => (i * 7_919L * 1_000_003L) % 1_000_000).ToArray();
        var word = _tokens.SealSeen(ids, letters);
        var back = _tokens.OpenSeen(word);
        Assert.Equal(ids.Take(back.Count), back);
        Assert.True((word?.Length ?? 0) <= Math.Max(0, letters));
        Assert.InRange(back.Count, Math.Min(people, ((letters * 3 / 4) - 110) / 5), people);
    }

    [Fact]
    public void Of_an_altered_word_nobody_was_seen()
    {
        var word = _tokens.SealSeen([5, 3, 900_000], 500)!;
        Assert.Equal([5, 3, 900_000], _tokens.OpenSeen(word));
        Assert.Empty(_tokens.OpenSeen(word[..^2]));
        Assert.Empty(_tokens.OpenSeen(_tokens.Seal(Request, "one")));
        Assert.Empty(_tokens.OpenSeen(new string('A', 5000)));
        Assert.Empty(_tokens.OpenSeen(null));
    }

    [Fact]
    public void Altered_cut_foreign_or_endless_tokens_say_nothing()
    {
        var token = _tokens.Seal(Request, "one")!;
        var foreign = new SearchTokens(new EphemeralDataProtectionProvider(), _clock, Keys).Seal(Request, "one")!;
        var altered = (token[0] == 'A' ? 'B' : 'A') + token[1..];
        foreach (var bad in new[] { token[..^5], altered, foreign, "", "%%%", new string('A', 100_000) })
        {
            var opened = _tokens.Open(bad, "one");
            Assert.Equal(TokenState.Unreadable, opened.State);
            Assert.Null(opened.Request.Place);
        }
    }

    [Fact]
    public void The_length_does_not_tell_how_much_was_chosen_and_stays_short()
    {
        var little = _tokens.Seal(new SearchRequest { Text = "a" }, "one")!;
        Assert.Equal(little.Length, _tokens.Seal(Request with { Text = "panic" }, "one")!.Length);
        // The fullest that still fits, and one more that does not.
        var longest = Enumerable.Range(1, 1300)
            .Select(length => _tokens.Seal(new SearchRequest { Text = new string('x', length) }, "one"))
            .TakeWhile(token => token is not null).Last()!;
        Assert.InRange(longest.Length, 1500, SearchTokens.Longest - 40);
        Assert.Null(_tokens.Seal(new SearchRequest { Text = new string('x', 1300) }, "one"));
    }
}
