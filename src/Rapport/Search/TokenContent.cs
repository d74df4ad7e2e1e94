using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Fit;

namespace Rapport.Search;

/// <summary>What a token held.</summary>
/// <param name="Request">As it was written; without filters when they were others.</param>
/// <param name="Session">Marks the browser that asked.</param>
/// <param name="At">When it was written.</param>
/// <param name="IsOfOtherFilters">The vocabulary has changed since, so that the positions mean nothing.</param>
internal sealed record ReadToken(SearchRequest Request, byte[] Session, DateTimeOffset At, bool IsOfOtherFilters);

/// <summary>
/// A search in few bytes: a chosen value is its position in the vocabulary, one byte as a rule, so that every search
/// that the page takes fits into an address. Whoever reads must have made sure that it was written here.
/// </summary>
internal sealed class TokenContent(SearchKeys keys)
{
    public const int MarkBytes = 12;

    private static readonly string[] Matters = [StyleWish.Little, StyleWish.Some, StyleWish.Lot];

    /// <summary>What stands behind the filters; another number when it changes, so that a search sealed before it is still read.</summary>
    private const string Layout = "6";

    /// <summary>Changes when a position comes to mean another value.</summary>
    private readonly uint _filters = Fingerprint(keys);

    public byte[] Write(SearchRequest request, byte[] session, DateTimeOffset now)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        to.Write(session);
        to.Write(now.ToUnixTimeSeconds());
        to.Write(_filters);
        to.Write(request.Place ?? "");
        to.Write(request.RadiusMiles ?? -1);
        to.Write7BitEncodedInt(request.Format?.Count ?? 0);
        foreach (var format in request.Format ?? [])
        {
            to.Write(format);
        }
        to.Write(request.Text ?? "");
        to.Write(request.Sort ?? "");
        to.Write7BitEncodedInt(request.Day?.DayNumber ?? 0);
        WriteFilters(to, request.Filters);
        WriteFilters(to, request.Nice);
        to.Write(string.Join(' ', request.Heard ?? []));
        to.Write(request.TextIsNice);
        to.Write(request.TextLanguage ?? "");
        WriteWishes(to, request.Wishes);
        to.Write(string.Join(' ', request.NotHelped ?? []));
        to.Write(request.Alike?.Name ?? "");
        WriteWishes(to, request.Alike?.Ways);
        to.Flush();
        return bytes.ToArray();
    }

    public ReadToken Read(byte[] content)
    {
        using var from = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        var session = from.ReadBytes(MarkBytes);
        var at = DateTimeOffset.FromUnixTimeSeconds(from.ReadInt64());
        var isOfOtherFilters = from.ReadUInt32() != _filters;
        var place = Text(from);
        var radius = from.ReadDouble();
        var format = Enumerable.Range(0, from.Read7BitEncodedInt()).Select(_ => from.ReadString()).ToList();
        var request = new SearchRequest
        {
            Place = place,
            RadiusMiles = radius < 0 ? null : radius,
            Format = format.Count > 0 ? format : null,
            Text = Text(from),
            Sort = Text(from),
            Day = from.Read7BitEncodedInt() is > 0 and var day ? DateOnly.FromDayNumber(day) : null,
        };
        return new ReadToken(
            isOfOtherFilters ? request : request with { Filters = ReadFilters(from), Nice = ReadFilters(from), Heard = Text(from)?.Split(' '), TextIsNice = from.ReadBoolean(), TextLanguage = Text(from), Wishes = ReadWishes(from), NotHelped = Text(from)?.Split(' '), Alike = ReadAlike(from) }, session, at, isOfOtherFilters);
    }

    private void WriteFilters(BinaryWriter to, IReadOnlyDictionary<string, Selection>? asked)
    {
        var filters = (asked ?? new Dictionary<string, Selection>(StringComparer.Ordinal))
            .Where(filter => keys.Schema.IndexOf(filter.Key) >= 0).ToList();
        to.Write7BitEncodedInt(filters.Count);
        foreach (var (name, selection) in filters)
        {
            WriteFilter(to, keys.Schema.IndexOf(name), selection.Values);
        }
    }

    private void WriteFilter(BinaryWriter to, int key, IReadOnlyList<string> values)
    {
        to.Write7BitEncodedInt(key);
        to.Write7BitEncodedInt(values.Count);
        foreach (var value in values)
        {
            // A value without a position, like "not known" or a price of one's own, stands behind a zero as it is.
            var position = keys.Schema.Keys[key].OrdinalOf(value);
            to.Write7BitEncodedInt(position + 1);
            if (position < 0)
            {
                to.Write(value);
            }
        }
    }

    private Dictionary<string, Selection>? ReadFilters(BinaryReader from)
    {
        var filters = new Dictionary<string, Selection>(StringComparer.Ordinal);
        for (var left = from.Read7BitEncodedInt(); left > 0; left--)
        {
            var key = keys.Schema.Keys[from.Read7BitEncodedInt()];
            var values = Enumerable.Range(0, from.Read7BitEncodedInt())
                .Select(_ => from.Read7BitEncodedInt() is > 0 and var number ? key.Values[number - 1] : from.ReadString()).ToList();
            filters[key.Name] = new Selection(values);
        }
        return filters.Count > 0 ? filters : null;
    }

    // A byte for each axis: 0 for none, else 1 + 3 × place + how much it matters.
    private static void WriteWishes(BinaryWriter to, IReadOnlyDictionary<string, StyleWish>? wishes)
    {
        foreach (var axis in StyleAxes.Ids)
        {
            to.Write((byte)(wishes?.GetValueOrDefault(axis) is { } wish ? 1 + (3 * StyleAxes.PlaceOf(wish.Place)) + Array.IndexOf(Matters, wish.Matters ?? StyleWish.Some) : 0));
        }
    }

    private static Dictionary<string, StyleWish>? ReadWishes(BinaryReader from)
    {
        var wishes = new Dictionary<string, StyleWish>(StringComparer.Ordinal);
        foreach (var axis in StyleAxes.Ids)
        {
            if (from.ReadByte() is > 0 and var code)
            {
                wishes[axis] = new StyleWish(StyleAxes.Places[(code - 1) / 3], Matters[(code - 1) % 3]);
            }
        }
        return wishes.Count > 0 ? wishes : null;
    }

    private static Alike? ReadAlike(BinaryReader from)
    {
        var (name, ways) = (from.ReadString(), ReadWishes(from));
        return ways is null ? null : new Alike(name, ways);
    }

    private static string? Text(BinaryReader from) => from.ReadString() is { Length: > 0 } text ? text : null;

    private static uint Fingerprint(SearchKeys keys) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(
        Layout + '\n' + string.Join('\n', keys.Schema.Keys.Select(key => $"{key.Name}:{string.Join(',', key.Values)}")))));
}
