using Microsoft.EntityFrameworkCore;
using Rapport.Core.Places;
using Rapport.Profiles;
using Rapport.Tests.Claims;
using Rapport.Tests.Support;
using Rapport.Verification;

namespace Rapport.Tests.Verification;

/// <summary>Where whoever checks looks a licence up.</summary>
public sealed class StateBoardsTests
{
    private static readonly string[] Territories = ["PR", "GU", "VI", "AS", "MP"];

    [Fact]
    public void Of_each_state_there_is_a_page_or_who_keeps_the_list_and_never_both() => Assert.All(
        State.All.Where(state => !Territories.Contains(state.Code)),
        state => Assert.True(StateBoards.LookUp(state.Code) is null != StateBoards.Keeper(state.Code) is null, state.Code));

    [Fact]
    public void A_page_is_reached_over_a_sealed_line_and_asks_for_nobody() => Assert.All(
        State.All.Select(state => StateBoards.LookUp(state.Code)).OfType<string>(),
        page => Assert.True(Uri.TryCreate(page, UriKind.Absolute, out var uri) && uri is { Scheme: "https", UserInfo: "", Fragment: "" }, page));

    [Theory]
    [InlineData("TX", "a[href^='https://www.bhec.texas.gov/']", "The board’s look-up (TX)")]
    [InlineData("KS", "p", "We know no sure link for KS. The list is kept by: Behavioral Sciences Regulatory Board.")]
    [InlineData("GU", "p", "We know no sure link for GU. Look on the site of its own board.")]
    public async Task The_desk_says_where_to_look(string state, string where, string says)
    {
        await using var invited = await Invited.Start();
        await invited.Prove();
        await Walk.Send(invited.App, "/profile", ("Act", "confirm"));
        await invited.App.Store.Write(async db =>
        {
            var profile = await db.Set<Profile>().SingleAsync();
            var document = profile.Read();
            var licences = document.Facts.Licences!;
            profile.Document = (document with { Facts = document.Facts with { Licences = licences with { Value = [licences.Value[0] with { State = state }] } } }).ToJson();
        });
        await invited.BeVerifier();
        Assert.Equal(says, (await invited.App.Page("/desk/1")).QuerySelector(".look-up " + where)!.TextContent);
    }
}
