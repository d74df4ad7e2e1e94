using System.Globalization;
using Rapport.Core.Places;
using Rapport.Layout;

namespace Rapport.Claims;

/// <summary>What is to be changed in a form of one's own profile, in the words of who fills it in.</summary>
internal static class TopicProblems
{
    private static readonly Words L = Words.For("Rapport.Claims.TopicProblems");

    public static string TooLong(int length, int longest) => L["This has {0} characters. Shorten it to {1}.", length, longest];

    public static string Year(int earliest, int latest) => L["Write a year from {0} to {1}, like 2009.", earliest, latest];

    public static string Name => L["Write your first and your last name."];

    public static string Suffix => L["Here stands Jr., Sr. or III. Degrees and licenses have a field of their own."];

    public static string Letters => L["Write the name in letters alone, without signs like < or @."];

    public static string Licence => L["Write the number as the board prints it, and choose its state."];

    public static string Place => L["A place needs a city, a state and a ZIP with five digits."];

    /// <summary>No place is known by it, so nobody would be found there.</summary>
    public static string ZipUnknown(string zip) => L["We know no ZIP {0}. Look at its digits once more; if it is new, take the one next to it.", zip];

    /// <summary>State and ZIP do not belong together.</summary>
    public static string ZipElsewhere(string zip, State there, State said) => L["{0} is in {1}, and you chose {2}. Look at both.", zip, Called(there), Called(said)];

    private static string Called(State state) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "es" ? state.Spanish : state.English;

    public static string Telephone => L["Write ten digits, like 510 555 0100."];

    public static string Date => L["Write a day like 2026-12-31."];

    public static string DayOver => L["This day is over. Write a later one, or none."];

    public static string DayFar => L["This is more than two years away. Look at the year."];

    public static string Weeks(int most) => L["Write how many weeks, from 1 to {0}, like 8.", most];

    public static string Price(decimal most) => L["Write dollars from 0 to {0}, like 120.", most];

    public static string PriceOrder => L["The lower price comes first, then the higher one."];

    public static string PriceMissing => L["You wrote how long it takes. Write what it costs too, or take the minutes out."];

    public static string Minutes(int most) => L["Write whole minutes, from 1 to {0}, like 50.", most];

    public static string NoWord(string word) => L["We do not know “{0}”. Write it as others do, or take it out.", word];

    public static string Both => L["You marked the same as what you help with and as what you do not take. Take it out of one."];

    public static string States => L["You work online: mark the states in which you may see people so. Nobody finds you online without."];

    public static string Needed => L["You have listed your profile, and nobody is listed without this. Fill it in, or take the profile off the list first."];

    public static string NotRead => L["We could not read this. Look at it once more."];
}
