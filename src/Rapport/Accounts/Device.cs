namespace Rapport.Accounts;

/// <summary>What a browser says of itself, in words by which its owner knows it; nothing that tells one machine from another of its kind.</summary>
internal static class Device
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    /// <summary>Like "Firefox, Android"; empty where it says nothing known.</summary>
    public static string Of(HttpRequest request)
    {
        var said = request.Headers.UserAgent.ToString();
        return string.Join(", ", new[] { First(Browsers), First(Systems) }.OfType<string>());

        string? First((string Mark, string Name)[] known) =>
            known.Where(one => said.Contains(one.Mark, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
    }
}
