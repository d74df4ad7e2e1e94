using System.Buffers.Binary;

namespace Rapport.Core.Search;

/// <summary>
/// An index as bytes, so that a start reads what an earlier run has built. Only who lives is written: of a profile that was
/// removed or replaced nothing is left but that there was one.
/// </summary>
/// <remarks>
/// The bytes are those of a machine that writes the lowest byte of a number first. Every one of them is covered by a checksum
/// or compared, so that none can be changed without being noticed; that says nothing of who wrote them.
/// </remarks>
public static class SearchIndexFile
{
    /// <summary>The longest label, in bytes.</summary>
    public const int MostLabelBytes = 4096;

    /// <summary>To be raised with each change of what is written, here or in <see cref="SegmentFile"/>.</summary>
    internal const int Format = 4;

    private const int MostParts = 1000;

    private static ReadOnlySpan<byte> Begins => "RapportIndex"u8;

    private static int HeadBytes => Begins.Length + sizeof(int);

    /// <summary>Writes an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="label">What whoever writes it wants to know when it is read again, such as whose it is.</param>
    /// <param name="to">Is written to from where it stands, and neither flushed nor closed.</param>
    /// <param name="stop">Gives it up, between two blocks.</param>
    /// <exception cref="ArgumentException">The label is too long.</exception>
    /// <exception cref="OperationCanceledException">It was given up; what is written is no whole file.</exception>
    public static void Write(SearchIndex index, ReadOnlySpan<byte> label, Stream to, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(to);
        if (label.Length > MostLabelBytes)
        {
            throw new ArgumentException("The label is too long.", nameof(label));
        }

        Span<byte> head = stackalloc byte[HeadBytes];
        Begins.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[Begins.Length..], Format);
        to.Write(head);
        using var blocks = new BlockWriter(to, stop);
        blocks.Array(label);
        blocks.Raw<ulong>([index.Schema.Fingerprint]);
        blocks.Number(index.Parts.Count);
        foreach (var part in index.Parts)
        {
            SegmentFile.Write(part, blocks);
        }

        blocks.End();
    }

    /// <summary>Reads an index, which answers as the one that was written.</summary>
    /// <param name="schema">That of the index that was written.</param>
    /// <param name="from">A stream whose length is known; read from where it stands to its end.</param>
    /// <param name="whyNot">Told the label before the rest is read; says why the index is not wanted, or null.</param>
    /// <exception cref="InvalidDataException">It is none, damaged, cut off, too long, written by another version, of another
    /// schema, or not wanted; the message says which, in a sentence about "it".</exception>
    public static SearchIndex Read(SearchSchema schema, Stream from, Func<ReadOnlyMemory<byte>, string?> whyNot)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(whyNot);
        CheckHead(from);
        try
        {
            using var blocks = new BlockReader(from);
            if (whyNot(blocks.Raw<byte>(blocks.Number(MostLabelBytes))) is { } reason)
            {
                throw new InvalidDataException(reason);
            }

            if (blocks.Raw<ulong>(1)[0] != schema.Fingerprint)
            {
                throw new InvalidDataException("It was written for other filters or other words.");
            }

            var parts = new IndexPart[blocks.Number(MostParts)];
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = SegmentFile.Read(schema, blocks);
            }

            blocks.End();
            return new SearchIndex(schema, parts);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or OverflowException or AggregateException)
        {
            throw BlockReader.Contradictory(e);
        }
    }

    private static void CheckHead(Stream from)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (from.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.StartsWith(Begins))
        {
            throw new InvalidDataException("It holds no index.");
        }

        if (!BitConverter.IsLittleEndian || BinaryPrimitives.ReadInt32LittleEndian(head[Begins.Length..]) != Format)
        {
            throw new InvalidDataException("It was written by another version.");
        }
    }
}
