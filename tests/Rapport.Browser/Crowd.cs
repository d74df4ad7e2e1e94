using System.Globalization;
using Rapport.Profiles;
using Rapport.Tests.Support;

namespace Rapport.Browser;

/// <summary>An application with more people in one place than anybody reads.</summary>
internal static class Crowd
{
    public const int Count = 66;

    /// <summary>Every third has evenings, every second helps with grief, so that each choice leaves out a part of the others.</summary>
    public static Task<HostedApp> Open() => HostedApp.Start(async store =>
    {
        for (var number = 0; number < Count; number++)
        {
            var (isThird, isSecond) = (number % 3 == 0, number % 2 == 0);
            await ProfileBuilder.Named(store.Now, "Person", number.ToString(CultureInfo.InvariantCulture)).With((facts, said) => facts with
            {
                Formats = said.Of<IReadOnlyList<string>>(["in-person"]),
                Times = said.Of<IReadOnlyList<string>>([isThird ? "evenings" : "mornings"]),
                Issues = said.Of<IReadOnlyList<string>>([isSecond ? "grief" : "worry"]),
                Places = said.Of<IReadOnlyList<PracticePlace>>([new PracticePlace { City = "Oakland", State = "CA", Zip = "94610" }]),
            }).SaveTo(store);
        }
    });
}
