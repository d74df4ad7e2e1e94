using CsCheck;
using Rapport.Core.Places;

namespace Rapport.Tests.Core.Places;

public class StateTests
{
    [Fact]
    public void There_are_fifty_states_the_district_and_five_territories()
    {
        Assert.Equal(56, State.All.Count);
        Assert.Equal(56, State.All.Select(s => s.Code).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 56), State.All.Select(s => s.Index));
    }

    [Fact]
    public void Each_is_found_by_code_and_by_both_names_in_any_case()
    {
        foreach (var state in State.All)
        {
            string[] names = [state.Code, state.Code.ToLowerInvariant(), state.English, state.Spanish.ToUpperInvariant()];
            Assert.All(names, name => Assert.Same(state, State.Parse(name)));
        }
    }

    [Theory]
    [InlineData("CALIF", "CA")]
    [InlineData("Calif.", "CA")]
    [InlineData(" ca ", "CA")]
    [InlineData("California", "CA")]
    [InlineData("N.Y.", "NY")]
    [InlineData("NUEVA YORK", "NY")]
    [InlineData("N. Carolina", "NC")]
    [InlineData("N.Carolina", "NC")]
    [InlineData("carolina del norte", "NC")]
    [InlineData("nuevo mexico", "NM")]
    [InlineData("MASS", "MA")]
    [InlineData("D.C.", "DC")]
    [InlineData("MT", "MT")]
    [InlineData("Ct.", "CT")]
    [InlineData("CO", "CO")]
    [InlineData("us virgin islands", "VI")]
    [InlineData("P.R.", "PR")]
    public void What_the_registry_writes_is_understood(string written, string code) =>
        Assert.Equal(code, State.Parse(written).Code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("AP")]
    [InlineData("AE")]
    [InlineData("AA")]
    [InlineData("ONTARIO")]
    [InlineData("XX")]
    [InlineData("..")]
    public void Military_post_and_foreign_provinces_are_no_states(string? written) =>
        Assert.False(State.TryParse(written, out _));

    [Fact]
    public void No_text_breaks_it() => Gen.String.Sample(text =>
    {
        if (State.TryParse(text, out var state))
        {
            Assert.Contains(state, State.All);
        }
    });
}
