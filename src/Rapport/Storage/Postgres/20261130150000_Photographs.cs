using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Postgres
{
    /// <inheritdoc />
    public partial class Photographs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "face",
                table: "profiles",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "photographs",
                columns: table => new
                {
                    profile_id = table.Column<long>(type: "bigint", nullable: false),
                    mark = table.Column<string>(type: "text", nullable: false),
                    small = table.Column<byte[]>(type: "bytea", nullable: false),
                    large = table.Column<byte[]>(type: "bytea", nullable: false),
                    set_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_photographs", x => x.profile_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_photographs_mark",
                table: "photographs",
                column: "mark",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "photographs");

            migrationBuilder.DropColumn(
                name: "face",
                table: "profiles");
        }
    }
}
