using Microsoft.AspNetCore.WebUtilities;

namespace Rapport.Search;

/// <summary>Numbers of profiles that stood on the pages before, in few bytes and in their order: three each in a country.</summary>
internal static class SeenPeople
{
    /// <summary>So many are remembered; who reads further does so by the number of the page, or takes the export.</summary>
    public const int Most = 10_000;

    public static byte[] Write(IEnumerable<long> ids)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        var before = 0L;
        foreach (var id in ids)
        {
            // Steps up and down in turn: 0, −1, 1, −2 …
            var step = id - before;
            to.Write7BitEncodedInt64((step << 1) ^ (step >> 63));
            before = id;
        }
        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>Null where they cannot be read.</summary>
    public static IReadOnlyList<long>? Read(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes));
        var ids = new List<long>();
        var before = 0L;
        try
        {
            while (from.BaseStream.Position < bytes.Length)
            {
                var written = from.Read7BitEncodedInt64();
                before += (long)((ulong)written >> 1) ^ -(written & 1);
                ids.Add(before);
            }
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException)
        {
            return null;
        }
        return ids.Count <= Most ? ids : null;
    }

    /// <summary>As a word, for programs; null for more than are remembered.</summary>
    public static string? Word(IReadOnlyCollection<long> ids) => ids.Count <= Most ? WebEncoders.Base64UrlEncode(Write(ids)) : null;

    /// <summary>Reads such a word; null where it is none.</summary>
    public static IReadOnlyList<long>? Read(string word)
    {
        try
        {
            return Read(WebEncoders.Base64UrlDecode(word));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
